package io.holdfast.e2e.faults;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.Envelope;
import io.holdfast.events.KeepingEvent;
import io.holdfast.events.Topic;
import io.holdfast.events.VerificationEvent;
import io.holdfast.events.codec.Decoded;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.RawRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything said on {@code backup-events}, read as any other system reads it: repeats of an id are dropped. */
final class EventLog implements AutoCloseable {

    private final Thread reader;
    private final List<Envelope<?>> heard = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final EventCodec codec = new EventCodec();
    private volatile boolean closing;

    EventLog(String bootstrap) {
        this.reader = Thread.ofPlatform().daemon().name("event-log").start(() -> read(bootstrap));
    }

    synchronized List<Envelope<?>> all() {
        return List.copyOf(heard);
    }

    /** Everything said about one backup, oldest first. */
    List<BackupEvent> about(BackupId backup) {
        return all().stream()
                .map(Envelope::message)
                .filter(BackupEvent.class::isInstance)
                .map(BackupEvent.class::cast)
                .filter(event -> backup.equals(backupOf(event)))
                .toList();
    }

    <E extends BackupEvent> List<E> about(BackupId backup, Class<E> type) {
        return about(backup).stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The first event of the type about the backup, waiting for it if need be. */
    <E extends BackupEvent> E await(BackupId backup, Class<E> type, Duration patience) {
        return await(backup, type, event -> true, patience);
    }

    <E extends BackupEvent> E await(BackupId backup, Class<E> type, Predicate<E> wanted, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            while (true) {
                for (E event : about(backup, type)) {
                    if (wanted.test(event)) {
                        return event;
                    }
                }
                waitUntil(end, type.getSimpleName() + " of " + backup + "; heard: " + about(backup));
            }
        }
    }

    private void waitUntil(long end, String missing) {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new AssertionError("no " + missing, new TimeoutException());
        }
        try {
            wait(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    private static BackupId backupOf(BackupEvent event) {
        return switch (event) {
            case DumpEvent dump -> dump.backup();
            case VerificationEvent verification -> verification.backup();
            case KeepingEvent keeping -> keeping.backup();
            default -> new BackupId(new UUID(0, 0));
        };
    }

    private void read(String bootstrap) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            assign(consumer);
            while (!closing) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    hear(record);
                }
            }
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assign(KafkaConsumer<byte[], byte[]> consumer) {
        String topic = Topic.BACKUP_EVENTS.topicName();
        List<TopicPartition> partitions = new ArrayList<>();
        while (partitions.isEmpty() && !closing) {
            Map<String, ?> topics = new HashMap<>(consumer.listTopics());
            if (topics.containsKey(topic)) {
                consumer.partitionsFor(topic)
                        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            }
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private synchronized void hear(ConsumerRecord<byte[], byte[]> record) {
        RawRecord raw = new RawRecord(
                record.topic(),
                new UUID(0, 0),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.headers(),
                record.value());
        if (codec.decode(raw) instanceof Decoded.Read read
                && ids.add(read.envelope().source() + "#" + read.envelope().id())) {
            heard.add(read.envelope());
            notifyAll();
        }
    }

    @Override
    public void close() {
        closing = true;
        reader.interrupt();
    }
}
