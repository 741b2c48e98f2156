package io.holdfast.retention.expiring;

import io.holdfast.events.RequestRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about how a backup was made.
 *
 * @param slot the planned instant, if a schedule requested the backup
 * @param artifact the file name that the newest run has reserved or sealed
 * @param failure why the newest run failed, in words
 */
public record BackupRunDetails(
        @Nullable RequestRef request,
        @Nullable String label,
        @Nullable Instant slot,
        @Nullable String artifact,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String failure) {

    static final BackupRunDetails UNKNOWN = new BackupRunDetails(null, null, null, null, null, null, null);

    BackupRunDetails withRequest(@Nullable RequestRef by, @Nullable String words, @Nullable Instant planned) {
        return new BackupRunDetails(by, words, planned, artifact, startedAt, completedAt, failure);
    }

    BackupRunDetails started(String reserved, Instant at) {
        return new BackupRunDetails(request, label, slot, reserved, at, completedAt, null);
    }

    BackupRunDetails completed(String sealed, Instant began, Instant at) {
        return new BackupRunDetails(request, label, slot, sealed, began, at, null);
    }

    BackupRunDetails failed(String because) {
        return new BackupRunDetails(request, label, slot, artifact, startedAt, completedAt, because);
    }
}
