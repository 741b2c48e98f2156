package io.holdfast.cli.kafka;

import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.await.EventLogEntry;
import io.holdfast.cli.await.EventLogRange;
import io.holdfast.cli.await.EventLogRecord;
import io.holdfast.cli.context.CommandException;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.Envelope;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.signing.RecordSignatureCheck;
import io.holdfast.events.signing.ServicePublicKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/** The event log on a Kafka broker. All partitions are assigned manually. */
public final class KafkaEventLogConnection implements EventLogConnection {

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);

    private final BrokerConnectionSettings connection;
    private final Consumer<byte[], byte[]> consumer;
    private final EventLogEntryReader logEntryReader;
    private final EventCodec codec = new EventCodec();
    private @Nullable Producer<byte[], byte[]> producer;
    private Map<TopicPartition, Long> ends = Map.of();

    public KafkaEventLogConnection(BrokerConnectionSettings connection) {
        this(connection, Optional.empty());
    }

    /** @param keys keys that verify the signatures of new events; empty if signatures are not checked */
    public KafkaEventLogConnection(BrokerConnectionSettings connection, Optional<ServicePublicKeys> keys) {
        this.connection = connection;
        this.logEntryReader = new EventLogEntryReader(keys.map(RecordSignatureCheck::new));
        connection.checkProtocol();
        this.consumer = translatingErrors(() -> new KafkaConsumer<>(connection.ofConsumer()));
    }

    @Override
    public void readFromNow(Set<Topic> topics) {
        logEntryReader.checked(true);
        assign(topics);
        ends.forEach(consumer::seek);
    }

    @Override
    public void readSince(Instant start, Set<Topic> topics) {
        logEntryReader.checked(false);
        assign(topics);
        Map<TopicPartition, Long> instants = new HashMap<>();
        ends.keySet().forEach(partition -> instants.put(partition, Math.max(0, start.toEpochMilli())));
        Map<TopicPartition, OffsetAndTimestamp> found = translatingErrors(() -> consumer.offsetsForTimes(instants));
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp first = found.get(partition);
            consumer.seek(partition, first == null ? end : first.offset());
        });
    }

    /** Reads the end offsets in one request, so that the position is fixed before the caller publishes. */
    private void assign(Set<Topic> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : topics) {
            if (topic != Topic.BACKUP_PROGRESS || mayRead(topic.topicName())) {
                partitions.addAll(partitionsOf(topic.topicName()));
            }
        }
        partitions.addAll(optionalPartitionsOf(Topic.BACKUP_REQUESTS.deadLetterName()));
        partitions.addAll(optionalPartitionsOf(Topic.OPERATOR_REQUESTS.deadLetterName()));
        consumer.assign(partitions);
        ends = translatingErrors(() -> consumer.endOffsets(partitions));
    }

    private List<TopicPartition> partitionsOf(String topic) {
        List<TopicPartition> partitions = translatingErrors(() -> known(topic));
        if (partitions.isEmpty()) {
            throw new CommandException(
                    ExitCode.UNREACHABLE,
                    "the broker at " + connection.bootstrap() + " does not have the topic " + topic,
                    "check the address of the broker, and that Holdfast's services are running: they create the topics when they start");
        }
        return partitions;
    }

    private List<TopicPartition> optionalPartitionsOf(String topic) {
        return mayRead(topic) ? translatingErrors(() -> known(topic)) : List.of();
    }

    /** A user who may only request backups can still follow them, but without progress and dead letters. */
    private boolean mayRead(String topic) {
        return translatingErrors(() -> {
            try {
                known(topic);
                return true;
            } catch (TopicAuthorizationException e) {
                return false;
            }
        });
    }

    private List<TopicPartition> known(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    @Override
    public List<EventLogEntry> next(Duration atMost) {
        List<EventLogEntry> entries = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : translatingErrors(() -> consumer.poll(atMost))) {
            logEntryReader.read(record).ifPresent(entries::add);
        }
        return entries;
    }

    @Override
    public boolean caughtUp() {
        return ends.entrySet().stream()
                .allMatch(end -> translatingErrors(() -> consumer.position(end.getKey())) >= end.getValue());
    }

    @Override
    public List<EventLogRange> everything(Topic topic, java.util.function.Consumer<EventLogRecord> reader) {
        List<TopicPartition> partitions = partitionsOf(topic.topicName());
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = translatingErrors(() -> consumer.beginningOffsets(partitions));
        ends = translatingErrors(() -> consumer.endOffsets(partitions));
        consumer.seekToBeginning(partitions);
        while (!caughtUp()) {
            for (ConsumerRecord<byte[], byte[]> record : translatingErrors(() -> consumer.poll(POLL_TIMEOUT))) {
                if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    reader.accept(logEntryReader.asItLies(record));
                }
            }
        }
        return partitions.stream()
                .map(partition -> new EventLogRange(
                        partition.topic(),
                        partition.partition(),
                        begins.getOrDefault(partition, 0L),
                        ends.getOrDefault(partition, 0L)))
                .toList();
    }

    @Override
    public String publish(Envelope<?> envelope) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                envelope.message().topic().topicName(),
                envelope.message().subject().getBytes(StandardCharsets.UTF_8),
                codec.encode(envelope));
        record.headers().add("content-type", EventCodec.CONTENT_TYPE.getBytes(StandardCharsets.UTF_8));
        RecordMetadata metadata = translatingErrors(() -> acknowledged(record));
        return metadata.topic() + "-" + metadata.partition() + "@" + metadata.offset();
    }

    private RecordMetadata acknowledged(ProducerRecord<byte[], byte[]> record) {
        if (producer == null) {
            producer = new KafkaProducer<>(connection.ofProducer());
        }
        try {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private <T> T translatingErrors(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw connection.commandException(e);
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }
}
