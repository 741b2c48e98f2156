package io.holdfast.bench;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupRequested;
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
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A client of the event log, like another system: it requests backups, and reads all messages since it was started. */
final class EventLogClient implements AutoCloseable {

    private static final URI SOURCE = URI.create("/bench");

    private final EventCodec codec = new EventCodec();
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Envelope<?>> received = new ArrayList<>();

    EventLogClient(String bootstrap) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 0, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.BACKUP_EVENTS.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** A request that is being sent, and the id of its backup. */
    record RequestedBackup(BackupId backup, Future<RecordMetadata> sent) {}

    RequestedBackup requestBackup(String database, String kind) {
        String id = UUID.randomUUID().toString();
        Envelope<BackupRequested> request =
                Envelope.of(SOURCE, id, Instant.now(), new BackupRequested(database, kind, null, null));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                Topic.BACKUP_REQUESTS.topicName(), database.getBytes(StandardCharsets.UTF_8), codec.encode(request));
        record.headers().add("content-type", EventCodec.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
        return new RequestedBackup(BackupId.ofRequest(SOURCE, id, database, kind), producer.send(record));
    }

    /** Reads until a message matches. All messages that were read remain in {@link #received()}. */
    <M extends Message> M await(Class<M> type, Predicate<M> fits, Duration limit) {
        Instant end = Instant.now().plus(limit);
        while (Instant.now().isBefore(end)) {
            for (Envelope<?> envelope : next()) {
                if (type.isInstance(envelope.message()) && fits.test(type.cast(envelope.message()))) {
                    return type.cast(envelope.message());
                }
            }
        }
        throw new IllegalStateException("no matching " + type.getSimpleName() + " within " + limit.toSeconds()
                + " s; the last messages were " + received.subList(Math.max(0, received.size() - 5), received.size()));
    }

    /** The messages since the last call. Waits briefly for new ones. */
    List<Envelope<?>> next() {
        List<Envelope<?>> news = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            if (codec.decode(RawRecord.of(record)) instanceof RecordDecodeResult.Read read) {
                news.add(read.envelope());
            }
        }
        received.addAll(news);
        return news;
    }

    List<Envelope<?>> received() {
        return received;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }
}
