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
public record BackupRunHistory(
        @Nullable RequestRef request,
        @Nullable String label,
        @Nullable Instant slot,
        @Nullable String artifact,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String failure) {

    static final BackupRunHistory UNKNOWN = new BackupRunHistory(null, null, null, null, null, null, null);

    BackupRunHistory withRequest(@Nullable RequestRef by, @Nullable String words, @Nullable Instant planned) {
        return new BackupRunHistory(by, words, planned, artifact, startedAt, completedAt, failure);
    }

    BackupRunHistory started(String reserved, Instant at) {
        return new BackupRunHistory(request, label, slot, reserved, at, completedAt, null);
    }

    BackupRunHistory completed(String sealed, Instant began, Instant at) {
        return new BackupRunHistory(request, label, slot, sealed, began, at, null);
    }

    BackupRunHistory failed(String because) {
        return new BackupRunHistory(request, label, slot, artifact, startedAt, completedAt, because);
    }
}
