package io.holdfast.cli.declare;

import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The declared state of a broker.
 *
 * @param topics topics with a number of replicas that the cluster can have
 */
record BrokerDeclaration(List<NewTopic> topics, List<DeclaredBrokerUser> users) {

    BrokerDeclaration {
        topics = List.copyOf(topics);
        users = List.copyOf(users);
    }
}
