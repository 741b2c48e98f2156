package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.await.EventLogEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Reads the event log until an entry gives a result or the deadline passes. */
final class EventLogPoller {

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);

    private final EventLogConnection log;
    private final Clock clock;

    EventLogPoller(EventLogConnection log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** @return the result; empty if the deadline passed first */
    <T> Optional<T> until(Instant deadline, Function<EventLogEntry, Optional<T>> handler) {
        while (true) {
            Duration left = Duration.between(clock.instant(), deadline);
            if (left.isNegative() || left.isZero()) {
                return Optional.empty();
            }
            for (EventLogEntry entry : log.next(left.compareTo(POLL_TIMEOUT) < 0 ? left : POLL_TIMEOUT)) {
                Optional<T> decided = handler.apply(entry);
                if (decided.isPresent()) {
                    return decided;
                }
            }
        }
    }
}
