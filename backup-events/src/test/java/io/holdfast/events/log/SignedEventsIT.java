package io.holdfast.events.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.Envelope;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.signing.AuthorizedPublishers;
import io.holdfast.events.signing.RecordSignature;
import io.holdfast.events.signing.TestKeys;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service with keys signs its events, and accepts only events signed by the right service. */
@QuarkusTest
@TestProfile(SignedEventsIT.WithKeys.class)
class SignedEventsIT {

    private static final Duration SOON = Duration.ofMinutes(5);
    private static final TestKeys KEYS = keys();

    /** The service under test acts as retention-service. */
    public static final class WithKeys implements QuarkusTestProfile {

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(
                    TestInfrastructure.class, Map.of("schema", "signed_log_test", TestInfrastructure.SIGNED, "true")));
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.application.name",
                    AuthorizedPublishers.RETENTION,
                    "quarkus.datasource.jdbc.additional-jdbc-properties.currentSchema",
                    "signed_log_test",
                    "quarkus.flyway.default-schema",
                    "signed_log_test",
                    "holdfast.signing.key-file",
                    KEYS.privateKey(AuthorizedPublishers.RETENTION).toString(),
                    "holdfast.signing.public-keys",
                    KEYS.publicKeys().toString());
        }
    }

    /** In a single folder, because two class loaders search for the files. */
    private static TestKeys keys() {
        return new TestKeys(Path.of("target", "signed-events-keys").toAbsolutePath())
                .with(AuthorizedPublishers.RETENTION)
                .with(AuthorizedPublishers.DUMP);
    }

    @Inject
    Outbox outbox;

    @Inject
    KafkaAdmin broker;

    @Inject
    EventLogCatchUpGate replay;

    @Inject
    TestConsumer listener;

    @Inject
    MeterRegistry meters;

    private TopicReader reader;

    @BeforeEach
    void read_from_here() {
        reader = new TopicReader(broker.settings());
        await().atMost(SOON).until(replay::isComplete);
    }

    @Test
    void the_events_of_a_service_are_signed_and_accepted() throws Exception {
        String id = id();

        QuarkusTransaction.requiringNew().run(() -> outbox.add(id, held()));

        await().atMost(SOON).until(() -> listener.written().contains(id));
    }

    @Test
    void a_forged_event_is_a_dead_letter_and_counted_and_takes_no_id() throws Exception {
        String id = id();
        double before = unreadable();

        byte[] forged = encoded(id, "by somebody else");
        publish(forged, null);
        ConsumerRecord<byte[], byte[]> letter = reader.letterWith(Topic.BACKUP_EVENTS, new String(forged, UTF_8));
        publish(encoded(id, "true"), AuthorizedPublishers.RETENTION);

        assertThat(new String(letter.headers().lastHeader("holdfast-reason").value(), UTF_8))
                .contains("not signed by retention-service");
        await().atMost(SOON).until(() -> listener.written().contains(id));
        assertThat(unreadable()).isGreaterThan(before);
    }

    @Test
    void another_services_signature_is_a_dead_letter_too() {
        byte[] forged = encoded(id(), "by dump-service");

        publish(forged, AuthorizedPublishers.DUMP);

        assertThat(reader.letterWith(Topic.BACKUP_EVENTS, new String(forged, UTF_8))
                        .value())
                .isEqualTo(forged);
    }

    @Test
    void a_new_key_is_found_without_a_restart() throws Exception {
        String id = id();
        KEYS.with(AuthorizedPublishers.RETENTION, id());

        // The folder is read at most every ten seconds: the test sends distinct records until one is accepted.
        await().atMost(SOON).pollInterval(Duration.ofSeconds(3)).until(() -> {
            publish(encoded(id, "by the new key"), AuthorizedPublishers.RETENTION);
            return listener.written().contains(id);
        });
    }

    private double unreadable() {
        return meters.counter("holdfast_log_unreadable", "topic", Topic.BACKUP_EVENTS.topicName())
                .count();
    }

    private void publish(byte[] value, @Nullable String signer) {
        byte[] key = "app".getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topic.BACKUP_EVENTS.topicName(), 0, key, value);
        if (signer != null) {
            record.headers()
                    .add(
                            RecordSignature.HEADER,
                            RecordSignature.of(KEYS.key(signer), record.topic(), key, value)
                                    .text()
                                    .getBytes(UTF_8));
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(broker.settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record);
        }
    }

    private static byte[] encoded(String id, String reason) {
        BackupHeld held = new BackupHeld(new BackupId(new UUID(1, 2)), new DatabaseId("app"), "somebody", reason);
        return new EventCodec()
                .encode(Envelope.of(
                        AuthorizedPublishers.sourceOf(AuthorizedPublishers.RETENTION), id, Instant.EPOCH, held));
    }

    private static BackupHeld held() {
        return new BackupHeld(new BackupId(new UUID(1, 2)), new DatabaseId("app"), "somebody", "a test");
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
