package io.holdfast.e2e;

import io.holdfast.events.BackupCopyEvent;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.Envelope;
import io.holdfast.events.RetentionEvent;
import io.holdfast.events.Topic;
import io.holdfast.events.VerificationEvent;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.RawRecord;
import io.holdfast.events.codec.RecordDecodeResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** The topics as an external system sees them. It keeps all messages, drops repeated events, and can publish. */
public final class EndToEndLog implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Duration BREATH = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final EventCodec codec = new EventCodec();
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final List<Envelope<?>> received = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    /** @param kafka settings of Kafka's clients; at least the addresses of the brokers */
    public EndToEndLog(Map<String, Object> kafka) {
        consumer = new KafkaConsumer<>(
                with(kafka, "enable.auto.commit", "false"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        producer = new KafkaProducer<>(
                with(kafka, "max.request.size", 4_000_000), new ByteArraySerializer(), new ByteArraySerializer());
        List<TopicPartition> partitions = Stream.of(
                        Topic.BACKUP_EVENTS.topicName(),
                        Topic.BACKUP_PROGRESS.topicName(),
                        Topic.BACKUP_REQUESTS.deadLetterName(),
                        Topic.OPERATOR_REQUESTS.deadLetterName())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private static Map<String, Object> with(Map<String, Object> kafka, String name, Object value) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(name, value);
        return settings;
    }

    /**
     * Writes bytes unchanged.
     *
     * @return their coordinates, such as {@code backup-requests-3@17}
     */
    public String write(String topic, String key, byte[] value, Map<String, String> headers) {
        return write(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value), headers);
    }

    private String write(ProducerRecord<byte[], byte[]> record, Map<String, String> headers) {
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            RecordMetadata metadata = producer.send(record).get();
            return metadata.topic() + "-" + metadata.partition() + "@" + metadata.offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the broker did not accept a record", e);
        }
    }

    /** Publishes one JSON object, as {@code kcat} does. */
    public String request(String json) {
        return write(Topic.BACKUP_REQUESTS.topicName(), "", json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** The same, on a given partition. */
    public String request(int partition, String json) {
        byte[] value = json.getBytes(StandardCharsets.UTF_8);
        return write(new ProducerRecord<>(Topic.BACKUP_REQUESTS.topicName(), partition, null, value), Map.of());
    }

    public int partitions(String topic) {
        return producer.partitionsFor(topic).size();
    }

    /** Publishes a structured CloudEvent. */
    public String publish(Envelope<?> envelope) {
        return write(
                envelope.message().topic().topicName(),
                envelope.message().subject(),
                codec.encode(envelope),
                Map.of("content-type", EventCodec.CONTENT_TYPE));
    }

    /** Waits for the first matching event of the type, from the beginning of the log. */
    public <E extends BackupEvent> E await(Class<E> type, Predicate<E> fits) {
        return await(type, fits, PATIENCE);
    }

    public <E extends BackupEvent> E await(Class<E> type, Predicate<E> fits, Duration patience) {
        until(type.getSimpleName(), patience, () -> events(type).anyMatch(fits));
        return events(type).filter(fits).findFirst().orElseThrow();
    }

    /** Waits for the first event of the type about the backup. */
    public <E extends BackupEvent> E await(BackupId backup, Class<E> type, Duration patience) {
        return await(backup, type, event -> true, patience);
    }

    public <E extends BackupEvent> E await(BackupId backup, Class<E> type, Predicate<E> fits, Duration patience) {
        try {
            return await(type, event -> backup.equals(backupOf(event)) && fits.test(event), patience);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "no " + type.getSimpleName() + " of " + backup + "; received: " + about(backup), e);
        }
    }

    private void until(String what, Duration patience, BooleanSupplier isHeard) {
        Awaitility.await(what).pollInterval(BREATH).atMost(patience).until(() -> {
            poll();
            return isHeard.getAsBoolean();
        });
    }

    /** All events on {@code backup-events} so far. */
    public List<Envelope<?>> all() {
        read();
        return List.copyOf(received);
    }

    /** All events of the type so far. */
    public <E extends BackupEvent> List<E> published(Class<E> type) {
        read();
        return events(type).toList();
    }

    /** All events about one backup, oldest first. */
    public List<BackupEvent> about(BackupId backup) {
        return about(backup, BackupEvent.class);
    }

    public <E extends BackupEvent> List<E> about(BackupId backup, Class<E> type) {
        return published(type).stream()
                .filter(event -> backup.equals(backupOf(event)))
                .toList();
    }

    private <E extends BackupEvent> Stream<E> events(Class<E> type) {
        return received.stream().map(Envelope::message).filter(type::isInstance).map(type::cast);
    }

    private static @Nullable BackupId backupOf(BackupEvent event) {
        return switch (event) {
            case DumpEvent dump -> dump.backup();
            case VerificationEvent verification -> verification.backup();
            case RetentionEvent keeping -> keeping.backup();
            case BackupCopyEvent copy -> copy.backup();
            default -> null;
        };
    }

    /** Waits for the dead letter of the record at these coordinates. Returns why the record could not be read. */
    public String deadLetter(String coordinates) {
        until(
                "dead letter of " + coordinates,
                PATIENCE,
                () -> reason(coordinates).isPresent());
        return reason(coordinates).orElseThrow();
    }

    private Optional<String> reason(String coordinates) {
        return records.stream()
                .filter(record -> header(record, "holdfast-coordinates").equals(Optional.of(coordinates)))
                .findFirst()
                .flatMap(record -> header(record, "holdfast-reason"));
    }

    /** Everything that Holdfast has written so far, as text, to search it for secrets. */
    public List<String> everything() {
        read();
        return records.stream()
                .map(record -> header(record, "holdfast-reason").orElse("")
                        + new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Reads to the current end of the topics. */
    private void read() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(BREATH)) {
            records.add(record);
            if (record.topic().equals(Topic.BACKUP_EVENTS.topicName())
                    && codec.decode(RawRecord.of(record)) instanceof RecordDecodeResult.Read(Envelope<?> envelope)
                    && ids.add(envelope.source() + "#" + envelope.id())) {
                received.add(envelope);
            }
        }
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return Optional.ofNullable(header).map(h -> new String(h.value(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
