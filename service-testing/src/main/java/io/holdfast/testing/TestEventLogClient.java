package io.holdfast.testing;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.RawRecord;
import io.holdfast.events.codec.RecordDecodeResult;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Publishes to the event log like another service, and reads it. */
public final class TestEventLogClient implements AutoCloseable {

    public static final Duration PATIENCE = Duration.ofMinutes(5);

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Envelope<?>> heard = new ArrayList<>();

    public TestEventLogClient(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "allow.auto.create.topics", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        String topic = Topic.BACKUP_EVENTS.topicName();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            close();
            throw new IllegalStateException("topic " + topic + " does not exist yet");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Publishes a message as a service or a user would. Returns its id. */
    public String publish(Message message) {
        String id = UUID.randomUUID().toString();
        publish(id, message);
        return id;
    }

    public void publish(String id, Message message) {
        byte[] value = codec.encode(Envelope.of(URI.create("/test"), id, Instant.now(), message));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                message.topic().topicName(), message.subject().getBytes(StandardCharsets.UTF_8), value);
        record.headers().add("content-type", EventCodec.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
        producer.send(record);
        producer.flush();
    }

    /** All events of this type so far. */
    public <E extends BackupEvent> Stream<E> events(Class<E> type) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            if (codec.decode(RawRecord.of(record)) instanceof RecordDecodeResult.Read read) {
                heard.add(read.envelope());
            }
        }
        return heard.stream().map(Envelope::message).filter(type::isInstance).map(type::cast);
    }

    /** Waits for an event of this type that matches. */
    public <E extends BackupEvent> E await(Class<E> type, Predicate<E> saying) {
        return awaitAll(type, saying, 1).getFirst();
    }

    /** Waits for this number of matching events. */
    public <E extends BackupEvent> List<E> awaitAll(Class<E> type, Predicate<E> saying, int number) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> events(type).filter(saying).toList(), found -> found.size() >= number);
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
