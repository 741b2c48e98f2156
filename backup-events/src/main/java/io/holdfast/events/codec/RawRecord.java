package io.holdfast.events.codec;

import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as it came from the broker, nothing believed yet.
 *
 * @param topicId the broker's id of the topic, which a recreated topic does not share
 * @param timestamp the broker's, or the sender's where the topic takes it
 * @param value absent in a tombstone
 */
public record RawRecord(
        String topic,
        UUID topicId,
        int partition,
        long offset,
        Instant timestamp,
        Headers headers,
        byte @Nullable [] value) {

    private static final UUID NO_TOPIC = new UUID(0, 0);

    public static RawRecord of(ConsumerRecord<byte[], byte[]> record, UUID topicId) {
        return new RawRecord(
                record.topic(),
                topicId,
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.headers(),
                record.value());
    }

    /** For whoever reads no bare requests: only those are named after the topic's id. */
    public static RawRecord of(ConsumerRecord<byte[], byte[]> record) {
        return of(record, NO_TOPIC);
    }

    /** Where it lies, for a person: {@code backup-requests-3@17}. */
    public String coordinates() {
        return topic + "-" + partition + "@" + offset;
    }
}
