package io.holdfast.notify;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupMissed;
import io.holdfast.events.Envelope;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes events like the other services. */
final class TestLog implements AutoCloseable {

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<byte[], byte[]> producer;

    TestLog(String bootstrap) {
        String topic = Topic.BACKUP_EVENTS.topicName();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            if (!admin.listTopics().names().get().contains(topic)) {
                admin.createTopics(List.of(new NewTopic(topic, Optional.of(3), Optional.empty())))
                        .all()
                        .get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Returns the id of the published event. */
    String say(BackupEvent event) {
        return say(UUID.randomUUID().toString(), event);
    }

    String say(String id, BackupEvent event) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                event.topic().topicName(),
                event.subject().getBytes(StandardCharsets.UTF_8),
                codec.encode(Envelope.of(URI.create("/holdfast/others"), id, Instant.now(), event)));
        record.headers().add("content-type", EventCodec.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
        producer.send(record);
        producer.flush();
        return id;
    }

    /** Publishes this number of problems of a database; returns their ids in order. */
    List<String> sayProblems(String database, int number) {
        return IntStream.range(0, number)
                .mapToObj(n -> say(missed(database, "number " + n)))
                .toList();
    }

    static BackupMissed missed(String database, String message) {
        Instant slot = Instant.parse("2026-05-18T02:00:00Z");
        return new BackupMissed(
                new BackupId(UUID.randomUUID()),
                new DatabaseId(database),
                BackupKind.FULL,
                slot,
                slot.plusSeconds(6 * 3600),
                message);
    }

    @Override
    public void close() {
        producer.close();
    }
}
