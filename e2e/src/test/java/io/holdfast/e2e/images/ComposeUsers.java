package io.holdfast.e2e.images;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Clients of the broker of {@code deploy/compose}, as other programs on the host would connect. */
final class ComposeUsers {

    private static final int PATIENCE_MS = 10_000;

    private final String bootstrap;

    /** @param bootstrap the broker's {@code host:port} on this host */
    ComposeUsers(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Settings of a client that authenticates with a password. */
    Map<String, Object> of(String user, String password) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password.strip() + "\";");
        return settings;
    }

    /** Settings of a client without authentication. */
    Map<String, Object> anonymous() {
        return Map.of(
                "bootstrap.servers",
                bootstrap,
                "request.timeout.ms",
                PATIENCE_MS / 2,
                "default.api.timeout.ms",
                PATIENCE_MS);
    }

    Set<String> topics(Map<String, Object> client) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(client)) {
            return admin.listTopics().names().get();
        }
    }

    /** Writes one record and waits until the broker has acknowledged it. */
    void write(Map<String, Object> client, String topic, String value) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("max.block.ms", PATIENCE_MS);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }
}
