package io.holdfast.events.codec;

import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as received from the broker, not validated yet.
 *
 * @param topicId the broker's id of the topic, which changes when the topic is recreated
 * @param timestamp the broker's timestamp, or the sender's if the topic is configured so
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

    /** For readers that accept no bare requests: only the ids of those are derived from the topic's id. */
    public static RawRecord of(ConsumerRecord<byte[], byte[]> record) {
        return of(record, NO_TOPIC);
    }

    /** The location of the record for messages: {@code backup-requests-3@17}. */
    public String coordinates() {
        return topic + "-" + partition + "@" + offset;
    }
}
