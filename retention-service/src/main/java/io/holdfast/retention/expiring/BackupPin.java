package io.holdfast.retention.expiring;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Somebody reads the backup for long. */
public record BackupPin(UUID id, String by, Instant until) {

    /** A pin is honoured for as long again as clocks may differ: its end was written by another machine's clock. */
    static final Duration GRACE = Duration.ofMinutes(5);

    boolean isActive(Instant now) {
        return now.isBefore(until.plus(GRACE));
    }
}
