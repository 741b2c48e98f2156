package io.holdfast.dump;

import static org.awaitility.Awaitility.await;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupProgressed;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.OperatorRequest;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A client that publishes requests to dump-service and consumes its events. */
final class DumpTestClient implements AutoCloseable {

    private static final URI SOURCE = URI.create("/tests");

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestInfrastructure.kafka().bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestInfrastructure.kafka().bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    private final List<ConsumerRecord<byte[], byte[]>> heard = new ArrayList<>();

    DumpTestClient() {
        List<TopicPartition> partitions = Stream.of(
                        Topic.BACKUP_EVENTS.topicName(),
                        Topic.BACKUP_PROGRESS.topicName(),
                        Topic.BACKUP_REQUESTS.deadLetterName())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Publishes a request as a CloudEvents client does; returns the id of the backup. */
    BackupId ask(String id, String database, String kind) {
        String event = """
                {"specversion":"1.0","type":"holdfast.backup.requested.v1","source":"%s","id":"%s",
                 "data":{"database":"%s","kind":"%s","label":"from a test"}}""".formatted(SOURCE, id, database, kind);
        say(Topic.BACKUP_REQUESTS, event.getBytes(StandardCharsets.UTF_8));
        return BackupId.ofRequest(SOURCE, id, database, kind);
    }

    BackupId ask(String database) {
        return ask(UUID.randomUUID().toString(), database, "full");
    }

    void want(OperatorRequest request) {
        want(UUID.randomUUID().toString(), request);
    }

    void want(String id, OperatorRequest request) {
        say(Topic.OPERATOR_REQUESTS, codec.encode(Envelope.of(SOURCE, id, Instant.now(), request)));
    }

    void say(Topic topic, byte[] value) {
        producer.send(new ProducerRecord<>(topic.topicName(), value));
        producer.flush();
    }

    /** Waits for the first event of this type about the backup. */
    <E extends DumpEvent> E hear(Class<E> type, BackupId backup) {
        return await().atMost(Duration.ofMinutes(3))
                .until(() -> all(type, backup).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    <E extends DumpEvent> Stream<E> all(Class<E> type, BackupId backup) {
        return messages()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(event -> event.backup().equals(backup));
    }

    Stream<BackupProgressed> progress(BackupId backup) {
        return messages()
                .filter(BackupProgressed.class::isInstance)
                .map(BackupProgressed.class::cast)
                .filter(progress -> progress.backup().equals(backup));
    }

    /** Returns all events so far, without duplicates. */
    Stream<Message> messages() {
        return records()
                .flatMap(this::decoded)
                .collect(java.util.stream.Collectors.toMap(
                        envelope -> envelope.source() + " " + envelope.id(),
                        Envelope::message,
                        (first, repeat) -> first,
                        java.util.LinkedHashMap<String, Message>::new))
                .values()
                .stream();
    }

    Stream<ConsumerRecord<byte[], byte[]>> records() {
        consumer.poll(Duration.ofMillis(200)).forEach(heard::add);
        return List.copyOf(heard).stream();
    }

    private Stream<Envelope<?>> decoded(ConsumerRecord<byte[], byte[]> record) {
        return codec.decode(RawRecord.of(record)) instanceof RecordDecodeResult.Read read
                ? Stream.of(read.envelope())
                : Stream.empty();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }
}
