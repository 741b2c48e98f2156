package io.holdfast.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Restore drills (runbook, "Quarterly restore drill"). */
public sealed interface DrillEvent extends BackupEvent {

    /** @param request the operator's, where one asked; the policy's turn otherwise */
    record DrillStarted(
            BackupId backup,
            DatabaseId database,
            UUID drill,
            @Nullable RequestRef request) implements DrillEvent {}

    /**
     * Restored and compared.
     *
     * @param level L3, L4 or L5
     * @param took from the first byte read to the last comparison: the database's measured recovery time
     * @param objective the recovery time that was promised, where one is configured
     */
    record DrillCompleted(
            BackupId backup,
            DatabaseId database,
            UUID drill,
            VerificationLevel level,
            Duration took,
            @Nullable Duration objective,
            RestoreReport report,
            List<Finding> findings)
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
