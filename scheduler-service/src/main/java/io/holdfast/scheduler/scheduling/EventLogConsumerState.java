package io.holdfast.scheduler.scheduling;

import java.time.Instant;

/** The state of the consumer of the event log. */
public interface EventLogConsumerState {

    /** Returns whether the event log has been read to the end since the start. No decision is made before. */
    boolean hasReplayed();

    /** Returns the time up to which the absence of an event means that nothing happened. */
    Instant readUntil();
}
