package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restore.restoring.RestoreOutcome;
import io.holdfast.restoreengine.archive.StagedArchive;
import java.util.List;

/** The result of staging a copy. */
sealed interface StageBackupResult {

    /**
     *
     * @param wanted rows of the archive that the plan names
     * @param passedOver findings about copies that were bad or could not be read
     */
    record Staged(StagedArchive archive, RequestedArchiveRows wanted, List<Finding> passedOver)
            implements StageBackupResult {

        public Staged {
            passedOver = List.copyOf(passedOver);
        }
    }

    record NotStaged(RestoreOutcome ending) implements StageBackupResult {}
}
