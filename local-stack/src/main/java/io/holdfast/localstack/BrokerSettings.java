package io.holdfast.localstack;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The lines of a broker's {@code server.properties}. */
final class BrokerSettings {

    private final Map<String, String> lines = new LinkedHashMap<>();

    private BrokerSettings() {}

    /** One node that is its own controller. */
    static BrokerSettings alone(int port, int controllerPort) {
        return member(1, List.of(port), List.of(controllerPort));
    }

    /**
     * One of several nodes, each a broker and a controller. All nodes replicate every record, and a record is
     * acknowledged when all nodes but one have it.
     *
     * <p>Topics are not created automatically: services create them with the right retention, and a misspelled name
     * creates none. The number of partitions and threads is small, because they cost start-up time. The session timeout
     * is short, because a broker that was killed can register again only after its old session has ended.
     *
     * @param node from 1
     * @param ports of all nodes, in order
     * @param controllerPorts of all nodes, in order
     */
    static BrokerSettings member(int node, List<Integer> ports, List<Integer> controllerPorts) {
        int replicas = ports.size();
        String inSync = Integer.toString(Math.max(1, replicas - 1));
        String copies = Integer.toString(replicas);
        BrokerSettings settings = new BrokerSettings()
                .with("process.roles", "broker,controller")
                .with("node.id", Integer.toString(node))
                .with("controller.quorum.voters", voters(controllerPorts))
                .with("controller.listener.names", "CONTROLLER")
                .with("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT")
                .with("inter.broker.listener.name", "PLAINTEXT")
                .with("default.replication.factor", copies)
                .with("min.insync.replicas", inSync)
                .with("auto.create.topics.enable", "false");
        for (String internal : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.with(internal + ".replication.factor", copies).with(internal + ".num.partitions", "1");
        }
        return settings.with("transaction.state.log.min.isr", inSync)
                .with("share.coordinator.state.topic.min.isr", inSync)
                .with("group.initial.rebalance.delay.ms", "0")
                .with("broker.session.timeout.ms", "4000")
                .with("broker.heartbeat.interval.ms", "500")
                .with("log.cleaner.dedupe.buffer.size", "4194304")
                .with("num.network.threads", "2")
                .with("num.io.threads", "4")
                .with("background.threads", "2")
                .listening("PLAINTEXT", ports.get(node - 1), controllerPorts.get(node - 1));
    }

    /**
     * Requires authentication and TLS: passwords on one listener, certificates on the other, and ACLs for each user.
     * The broker itself authenticates with its certificate.
     */
    BrokerSettings guarded(int port, int mutualPort, int controllerPort, TlsCertificateFiles own, Path authority) {
        return with("listener.security.protocol.map", "SCRAM:SASL_SSL,MUTUAL:SSL,CONTROLLER:SSL")
                .with("inter.broker.listener.name", "MUTUAL")
                .with("listener.name.mutual.ssl.client.auth", "required")
                .with("listener.name.controller.ssl.client.auth", "required")
                .with("sasl.enabled.mechanisms", "SCRAM-SHA-512")
                .with(
                        "listener.name.scram.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;")
                .with("ssl.keystore.type", "PKCS12")
                .with("ssl.keystore.location", own.store().toString())
                .with("ssl.keystore.password", own.password())
                .with("ssl.truststore.type", "PEM")
                .with("ssl.truststore.location", authority.toString())
                .with("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .with("allow.everyone.if.no.acl.found", "false")
                .with("super.users", "User:CN=broker;User:CN=admin")
                .listening("SCRAM", port, controllerPort)
                .with("listeners", lines.get("listeners") + ",MUTUAL://127.0.0.1:" + mutualPort)
                .with("advertised.listeners", lines.get("advertised.listeners") + ",MUTUAL://127.0.0.1:" + mutualPort);
    }

    BrokerSettings with(String name, String value) {
        lines.put(name, value);
        return this;
    }

    private BrokerSettings listening(String name, int port, int controllerPort) {
        String clients = name + "://127.0.0.1:" + port;
        return with("listeners", clients + ",CONTROLLER://127.0.0.1:" + controllerPort)
                .with("advertised.listeners", clients);
    }

    private static String voters(List<Integer> controllerPorts) {
        return IntStream.range(0, controllerPorts.size())
                .mapToObj(index -> index + 1 + "@127.0.0.1:" + controllerPorts.get(index))
                .collect(Collectors.joining(","));
    }

    String text() {
        return lines.entrySet().stream()
                .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
