package io.holdfast.scheduler.scheduling;

import java.time.Instant;

/** Whoever listens to the log. */
public interface LogConsumerState {

    /** Whether the log has been read to its end since the start; nothing is decided before. */
    boolean hasReplayed();

    /** Up to when the silence of the log means that nothing happened. */
    Instant readUntil();
}
