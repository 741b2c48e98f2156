package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.EventLog;
import io.holdfast.cli.await.LogEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Reads the event log until an entry gives a result or the deadline passes. */
final class LogPoller {

    private static final Duration BREATH = Duration.ofMillis(500);

    private final EventLog log;
    private final Clock clock;

    LogPoller(EventLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** @return the result; empty if the deadline passed first */
    <T> Optional<T> until(Instant deadline, Function<LogEntry, Optional<T>> ear) {
        while (true) {
            Duration left = Duration.between(clock.instant(), deadline);
            if (left.isNegative() || left.isZero()) {
                return Optional.empty();
            }
            for (LogEntry entry : log.next(left.compareTo(BREATH) < 0 ? left : BREATH)) {
                Optional<T> decided = ear.apply(entry);
                if (decided.isPresent()) {
                    return decided;
                }
            }
        }
    }
}
