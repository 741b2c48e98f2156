package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restore.restoring.RestoreOutcome;
import io.holdfast.restoreengine.archive.StagedArchive;
import java.util.List;

/** Whether a copy could be brought near. */
sealed interface StagingResult {

    /**
     * @param wanted the rows of it that the plan names
     * @param passedOver copies before it that were bad or out of reach
     */
    record Staged(StagedArchive archive, RequestedRows wanted, List<Finding> passedOver) implements StagingResult {

        public Staged {
            passedOver = List.copyOf(passedOver);
        }
    }

    record NotStaged(RestoreOutcome ending) implements StagingResult {}
}
