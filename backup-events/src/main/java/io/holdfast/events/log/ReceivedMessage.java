package io.holdfast.events.log;

import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.Topic;
import java.time.Instant;
import java.util.UUID;

/**
 * A message that was received for the first time, with its location in the event log.
 *
 * @param topicId the broker's id of the topic
 * @param offset offset in the partition; of two messages about the same database, the one with the smaller offset was first
 * @param brokerTime when the broker appended it, by the broker's clock (on {@code backup-events})
 */
public record ReceivedMessage(
        Envelope<?> envelope, Topic topic, UUID topicId, int partition, long offset, Instant brokerTime) {

    public Message message() {
        return envelope.message();
    }

    /** An id that is derived from the record's location in the event log, so that no sender can choose it. */
    public UUID placeId() {
        return NameBasedUuid.within(topicId, partition + "/" + offset);
    }
}
