package io.holdfast.events.log;

import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.Topic;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that was heard for the first time, and where it stands in the log.
 *
 * @param topicId the broker's id of the topic
 * @param offset in the partition; of two messages about the same database the one with the smaller offset came first
 * @param brokerTime when the broker appended it, by the broker's clock (on {@code backup-events})
 */
public record ReceivedMessage(
        Envelope<?> envelope, Topic topic, UUID topicId, int partition, long offset, Instant brokerTime) {

    public Message message() {
        return envelope.message();
    }

    /** An id that follows from the record's place in the log, so that no sender can choose it. */
    public UUID placeId() {
        return NameBasedUuid.within(topicId, partition + "/" + offset);
    }
}
