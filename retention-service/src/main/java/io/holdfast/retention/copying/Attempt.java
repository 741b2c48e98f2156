package io.holdfast.retention.copying;

import io.holdfast.events.BackupId;
import io.holdfast.events.Failure;
import io.holdfast.events.NameBasedId;
import io.holdfast.retention.expiring.Pin;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The attempts to copy one backup to one destination, until one succeeds.
 *
 * @param number of the newest attempt, from 1; only that one can record a result
 * @param failures in a row
 * @param busyUntil the newest attempt's lease; absent while nobody is at it
 * @param nextAt not tried again before
 * @param failure as it was announced last
 * @param message as it was announced last
 */
public record Attempt(
        BackupId backup,
        String destination,
        int number,
        int failures,
        @Nullable Instant busyUntil,
        @Nullable Instant nextAt,
        @Nullable Failure failure,
        @Nullable String message) {

    static Attempt none(BackupId backup, String destination) {
        return new Attempt(backup, destination, 0, 0, null, null, null, null);
    }

    boolean isBusy(Instant now) {
        return busyUntil != null && now.isBefore(busyUntil);
    }

    boolean isResting(Instant now) {
        return nextAt != null && now.isBefore(nextAt);
    }

    Attempt begun(Instant lease) {
        return new Attempt(backup, destination, number + 1, failures, lease, null, failure, message);
    }

    Attempt renewed(Instant lease) {
        return new Attempt(backup, destination, number, failures, lease, nextAt, failure, message);
    }

    /** Given up for now without a failure: whoever comes next begins anew at once. */
    Attempt released() {
        return new Attempt(backup, destination, number, failures, null, null, failure, message);
    }

    Attempt failed(Failure why, String words, Instant again) {
        return new Attempt(backup, destination, number, failures + 1, null, again, why, words);
    }

    boolean hasFailedSo(Failure why, String words) {
        return why == failure && words.equals(message);
    }

    /** Keeps every copy of the backup from being deleted while this attempt goes on. */
    Pin pin(Instant until) {
        return new Pin(pinId(), "retention-service, which copies it to " + destination, until);
    }

    UUID pinId() {
        return NameBasedId.of("copying", backup.toString(), destination);
    }
}
