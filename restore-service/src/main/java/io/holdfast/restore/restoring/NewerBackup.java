package io.holdfast.restore.restoring;

import io.holdfast.events.BackupId;
import io.holdfast.events.Finding;
import java.time.Instant;
import java.util.List;

/**
 * A full backup that was made after the one that is to be restored.
 *
 * @param beforeRestore whether it was made before a restore, of the database as it then was
 * @param suspicions what looks wrong; none where it is not suspected
 */
public record NewerBackup(BackupId id, Instant startedAt, boolean beforeRestore, List<Finding> suspicions) {

    public NewerBackup {
        suspicions = List.copyOf(suspicions);
    }
}
