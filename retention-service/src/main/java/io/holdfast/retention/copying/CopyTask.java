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
 * @param number of the newest attempt, from 1; only that one can record a result
 * @param failures in a row
 * @param busyUntil the newest attempt's lease; absent while nobody is at it
 * @param nextAt not tried again before
 * @param failure as it was announced last
 * @param message as it was announced last
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

    /** Given up for now without a failure: whoever comes next begins anew at once. */
    CopyTask released() {
        return new CopyTask(backup, destination, number, failures, null, null, failure, message);
    }

    CopyTask failed(FailureReason why, String words, Instant again) {
        return new CopyTask(backup, destination, number, failures + 1, null, again, why, words);
    }

    boolean hasFailedSo(FailureReason why, String words) {
        return why == failure && words.equals(message);
    }

    /** Keeps every copy of the backup from being deleted while this attempt goes on. */
    BackupPin pin(Instant until) {
        return new BackupPin(pinId(), "retention-service, which copies it to " + destination, until);
    }

    UUID pinId() {
        return NameBasedUuid.of("copying", backup.toString(), destination);
    }
}
