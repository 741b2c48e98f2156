package io.holdfast.cli.declare;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclBinding;

/**
 * A user of the broker.
 *
 * @param principal principal in ACLs, such as {@code User:requester}, or {@code User:CN=requester} with a certificate
 * @param hasPassword whether the user signs in with a password (SCRAM-SHA-512)
 * @param quotas quotas by Kafka's names, such as {@code producer_byte_rate} in bytes per second
 */
record DeclaredBrokerUser(
        String name, String principal, boolean hasPassword, Set<AclBinding> rights, Map<String, Double> quotas) {

    DeclaredBrokerUser {
        rights = Set.copyOf(rights);
        quotas = Map.copyOf(quotas);
    }
}
