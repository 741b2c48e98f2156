package io.holdfast.retention.copying;

import io.holdfast.events.BackupId;
import io.holdfast.events.FailureReason;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.retention.expiring.BackupPin;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The attempts to copy one backup to one destination, until one succeeds.
 *
 * @param number of the newest attempt, from 1; only this attempt can record a result
 * @param failures number of failures in a row
 * @param busyUntil end of the newest attempt's lease; absent while no attempt runs
 * @param nextAt no attempt starts before this time
 * @param failure the reason of the last published failure
 * @param message the message of the last published failure
 */
public record CopyTask(
        BackupId backup,
        String destination,
        int number,
        int failures,
        @Nullable Instant busyUntil,
        @Nullable Instant nextAt,
        @Nullable FailureReason failure,
        @Nullable String message) {

    static CopyTask none(BackupId backup, String destination) {
        return new CopyTask(backup, destination, 0, 0, null, null, null, null);
    }

    boolean isBusy(Instant now) {
        return busyUntil != null && now.isBefore(busyUntil);
    }

    boolean isBackingOff(Instant now) {
        return nextAt != null && now.isBefore(nextAt);
    }

    CopyTask begun(Instant lease) {
        return new CopyTask(backup, destination, number + 1, failures, lease, null, failure, message);
    }

    CopyTask renewed(Instant lease) {
        return new CopyTask(backup, destination, number, failures, lease, nextAt, failure, message);
    }

    /** Released without a failure. The next attempt may start at once. */
    CopyTask released() {
        return new CopyTask(backup, destination, number, failures, null, null, failure, message);
    }

    CopyTask failed(FailureReason why, String words, Instant again) {
        return new CopyTask(backup, destination, number, failures + 1, null, again, why, words);
    }

    boolean hasFailedSo(FailureReason why, String words) {
        return why == failure && words.equals(message);
    }

    /** Protects all copies of the backup from deletion while this attempt runs. */
    BackupPin pin(Instant until) {
        return new BackupPin(pinId(), "retention-service, which copies it to " + destination, until);
    }

    UUID pinId() {
        return NameBasedUuid.of("copying", backup.toString(), destination);
    }
}
