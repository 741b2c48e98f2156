package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restore.restoring.Ending;
import io.holdfast.restoring.archive.StagedArchive;
import java.util.List;

/** Whether a copy could be brought near. */
sealed interface Near {

    /** @param passedOver copies before it that were bad or out of reach */
    record Here(StagedArchive archive, List<Finding> passedOver) implements Near {

        public Here {
            passedOver = List.copyOf(passedOver);
        }
    }

    record Not(Ending ending) implements Near {}
}
