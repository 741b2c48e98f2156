package io.holdfast.retention;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DrillEvent.DrillOverdue;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.RawRecord;
import io.holdfast.events.codec.RecordDecodeResult;
import io.holdfast.localstack.testing.TestInfrastructure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes events of other services and requests of operators, and reads all events. */
final class TestLog implements AutoCloseable {

    private static final URI OTHERS = URI.create("/holdfast/others");

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestInfrastructure.kafka().bootstrap(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    /** Publishes a message. Returns its id. */
    String publish(Message message) {
        String id = UUID.randomUUID().toString();
        publish(id, message);
        return id;
    }

    void publish(String id, Message message) {
        byte[] value = codec.encode(Envelope.of(OTHERS, id, Instant.now(), message));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                message.topic().topicName(), message.subject().getBytes(StandardCharsets.UTF_8), value);
        send(record);
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        record.headers().add("content-type", EventCodec.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Publishes a harmless message to each partition, so that a consumer that has to go back notices it. */
    void touchEveryPartition() {
        producer.partitionsFor(Topic.BACKUP_EVENTS.topicName()).forEach(info -> {
            Message message = new DrillOverdue(new DatabaseId("nobody"), null, Instant.now());
            byte[] value = codec.encode(Envelope.of(OTHERS, UUID.randomUUID().toString(), Instant.now(), message));
            send(new ProducerRecord<>(info.topic(), info.partition(), null, value));
        });
    }

    /** All events of this type about the database, in order. */
    <E extends BackupEvent> List<E> published(Class<E> type, String database) {
        return records(Topic.BACKUP_EVENTS.topicName()).stream()
                .map(this::decode)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(event -> event.database().value().equals(database))
                .toList();
    }

    private Object decode(ConsumerRecord<byte[], byte[]> record) {
        return codec.decode(RawRecord.of(record)) instanceof RecordDecodeResult.Read read
                ? read.envelope().message()
                : "unreadable";
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", TestInfrastructure.kafka().bootstrap());
        settings.put("allow.auto.create.topics", false);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
