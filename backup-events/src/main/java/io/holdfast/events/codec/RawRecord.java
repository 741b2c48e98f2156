package io.holdfast.events.codec;

import java.time.Instant;
import java.util.UUID;
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

    /** Where it lies, for a person: {@code backup-requests-3@17}. */
    public String coordinates() {
        return topic + "-" + partition + "@" + offset;
    }
}
