package io.holdfast.retention.expiring;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A time-limited protection of a backup while a service reads it, such as a restore. */
public record BackupPin(UUID id, String by, Instant until) {

    /**
     * The extra time for which a pin is honored: the maximum tolerated clock difference, because another machine's
     * clock set its end.
     */
    static final Duration GRACE = Duration.ofMinutes(5);

    boolean isActive(Instant now) {
        return now.isBefore(until.plus(GRACE));
    }
}
