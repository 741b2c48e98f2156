package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restore.restoring.Ending;
import io.holdfast.restoring.archive.StagedArchive;
import java.util.List;

/** Whether a copy could be brought near. */
sealed interface Near {

    /**
     * @param wanted the rows of it that the plan names
     * @param passedOver copies before it that were bad or out of reach
     */
    record Here(StagedArchive archive, WantedRows wanted, List<Finding> passedOver) implements Near {

        public Here {
            passedOver = List.copyOf(passedOver);
        }
    }

    record Not(Ending ending) implements Near {}
}
