package io.holdfast.events.log;

import io.holdfast.events.Envelope;
import io.holdfast.events.Message;
import io.holdfast.events.Topic;
import java.time.Instant;

/**
 * A message that was heard for the first time, and where it stands in the log.
 *
 * @param offset in the partition; of two messages about the same database the one with the smaller offset came first
 * @param brokerTime when the broker appended it, by the broker's clock (on {@code backup-events})
 */
public record Heard(Envelope<?> envelope, Topic topic, int partition, long offset, Instant brokerTime) {

    public Message message() {
        return envelope.message();
    }
}
