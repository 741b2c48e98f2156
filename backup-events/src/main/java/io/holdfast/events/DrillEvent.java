package io.holdfast.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Restore drills (runbook, "Quarterly restore drill"). */
public sealed interface DrillEvent extends BackupEvent {

    record DrillStarted(BackupId backup, DatabaseId database, UUID drill) implements DrillEvent {}

    /**
     * Restored and compared.
     *
     * @param took from the first byte read to the last comparison: the database's measured recovery time
     */
    record DrillCompleted(
            BackupId backup, DatabaseId database, UUID drill, Level level, Duration took, List<Finding> findings)
            implements DrillEvent {

        public DrillCompleted {
            findings = List.copyOf(findings);
        }
    }

    /** The backup could not be restored, or its contents differed: the stated recovery time does not hold. */
    record DrillFailed(BackupId backup, DatabaseId database, UUID drill, List<Finding> findings) implements DrillEvent {

        public DrillFailed {
            findings = List.copyOf(findings);
        }
    }

    /** Not drillable here: the scratch server lacks something. Says nothing against the backup. */
    record DrillImpossible(BackupId backup, DatabaseId database, UUID drill, List<Finding> missing)
            implements DrillEvent {

        public DrillImpossible {
            missing = List.copyOf(missing);
        }
    }

    /** No drill within the policy's time. */
    record DrillOverdue(DatabaseId database, @Nullable Instant lastDrill, Instant dueSince) implements DrillEvent {}
}
