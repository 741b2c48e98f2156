package io.holdfast.notify.kafka;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.Topic;
import io.holdfast.events.codec.EventCodec;
import io.holdfast.events.codec.RawRecord;
import io.holdfast.events.codec.RecordDecodeResult;
import io.holdfast.events.log.EventSignatures;
import io.holdfast.events.log.KafkaAdmin;
import io.holdfast.notify.postgres.BackfillCursor;
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

/** Reads again, beside the hearing, what a sink has missed. Of no consumer group: the books know where each sink stands. */
@ApplicationScoped
public class Backfill {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int AT_ONCE = 500;

    private final BackfillCursor backfillCursor;
    private final KafkaAdmin broker;
    private final EventSignatures signing;
    private final EventCodec codec = new EventCodec();

    Backfill(BackfillCursor backfillCursor, KafkaAdmin broker, EventSignatures signing) {
        this.backfillCursor = backfillCursor;
        this.broker = broker;
        this.signing = signing;
    }

    /** Returns when nothing is missed any more, or when the broker brings nothing. */
    public void run() {
        // Most of the time there is nothing, and no consumer is made.
        if (!backfillCursor.isAny()) {
            return;
        }
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            while (backfillCursor.catchUp(offsetRange -> read(consumer, offsetRange))) {
                // Step by step: each is kept before the next begins.
            }
        }
    }

    private BackfillCursor.Read read(KafkaConsumer<byte[], byte[]> consumer, BackfillCursor.OffsetRange offsetRange) {
        String topic = Topic.BACKUP_EVENTS.topicName();
        if (!offsetRange.topicId().equals(broker.topicId(topic))) {
            // That topic is gone, and what it held with it.
            return new BackfillCursor.Read(List.of(), offsetRange.to());
        }
        TopicPartition partition = new TopicPartition(topic, offsetRange.partition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, offsetRange.from());
        List<BackfillCursor.Line> lines = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
            if (record.offset() < offsetRange.to()) {
                line(record, offsetRange.topicId()).ifPresent(lines::add);
            }
        }
        return new BackfillCursor.Read(lines, consumer.position(partition));
    }

    private Optional<BackfillCursor.Line> line(ConsumerRecord<byte[], byte[]> record, UUID topicId) {
        RawRecord raw = RawRecord.of(record, topicId);
        return codec.decode(raw) instanceof RecordDecodeResult.Read read
                        && read.envelope().message() instanceof BackupEvent event
                        && signing.refusal(record, raw, read.envelope()).isEmpty()
                ? Optional.of(new BackfillCursor.Line(read.envelope(), event, record.offset()))
                : Optional.empty();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(broker.settings());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, AT_ONCE);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
