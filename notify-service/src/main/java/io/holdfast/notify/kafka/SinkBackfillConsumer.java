package io.holdfast.notify.kafka;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.RawRecord;
import io.holdfast.events.codec.RecordDecodeResult;
import io.holdfast.events.log.EventSignatures;
import io.holdfast.events.log.KafkaAdmin;
import io.holdfast.notify.postgres.SinkBackfillRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads again the events that a sink has missed. It uses no consumer group: the catalog stores the position of each sink. */
@ApplicationScoped
public class SinkBackfillConsumer {

    private static final Duration POLL_TIMEOUT = Duration.ofSeconds(2);
    private static final int BATCH_SIZE = 500;

    private final SinkBackfillRepository backfillCursor;
    private final KafkaAdmin broker;
    private final EventSignatures signing;
    private final EventCodec codec = new EventCodec();

    SinkBackfillConsumer(SinkBackfillRepository backfillCursor, KafkaAdmin broker, EventSignatures signing) {
        this.backfillCursor = backfillCursor;
        this.broker = broker;
        this.signing = signing;
    }

    /** Returns when no sink misses an event, or when the broker returns no records. */
    public void run() {
        // Usually nothing is missing. Then no consumer is created.
        if (!backfillCursor.isAny()) {
            return;
        }
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            while (backfillCursor.catchUp(offsetRange -> read(consumer, offsetRange))) {
                // Each batch is stored before the next one is read.
            }
        }
    }

    private SinkBackfillRepository.Read read(
            KafkaConsumer<byte[], byte[]> consumer, SinkBackfillRepository.OffsetRange offsetRange) {
        String topic = Topic.BACKUP_EVENTS.topicName();
        if (!offsetRange.topicId().equals(broker.topicId(topic))) {
            // The topic was deleted, and its records cannot be read.
            return new SinkBackfillRepository.Read(List.of(), offsetRange.to());
        }
        TopicPartition partition = new TopicPartition(topic, offsetRange.partition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, offsetRange.from());
        List<SinkBackfillRepository.Line> lines = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
            if (record.offset() < offsetRange.to()) {
                line(record, offsetRange.topicId()).ifPresent(lines::add);
            }
        }
        return new SinkBackfillRepository.Read(lines, consumer.position(partition));
    }

    private Optional<SinkBackfillRepository.Line> line(ConsumerRecord<byte[], byte[]> record, UUID topicId) {
        RawRecord raw = RawRecord.of(record, topicId);
        return codec.decode(raw) instanceof RecordDecodeResult.Read read
                        && read.envelope().message() instanceof BackupEvent event
                        && signing.refusal(record, raw, read.envelope()).isEmpty()
                ? Optional.of(new SinkBackfillRepository.Line(read.envelope(), event, record.offset()))
                : Optional.empty();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(broker.settings());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH_SIZE);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
