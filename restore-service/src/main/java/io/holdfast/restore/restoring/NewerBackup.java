package io.holdfast.restore.restoring;

import io.holdfast.events.BackupId;
import io.holdfast.events.Finding;
import java.time.Instant;
import java.util.List;

/**
 * A full backup that is newer than the one to restore.
 *
 * @param beforeRestore whether it was made before a restore, of the database at that time
 * @param suspicions suspicions about its contents; empty if it is not suspected
 */
public record NewerBackup(BackupId id, Instant startedAt, boolean beforeRestore, List<Finding> suspicions) {

    public NewerBackup {
        suspicions = List.copyOf(suspicions);
    }
}
