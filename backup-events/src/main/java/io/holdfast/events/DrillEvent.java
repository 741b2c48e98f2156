package io.holdfast.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Restore drills (runbook, "Quarterly restore drill"). */
public sealed interface DrillEvent extends BackupEvent {

    /** @param request the operator's request; absent if the drill was due by the policy */
    record DrillStarted(
            BackupId backup,
            DatabaseId database,
            UUID drill,
            @Nullable RequestRef request) implements DrillEvent {}

    /**
     * The backup was restored and compared.
     *
     * @param level L3, L4 or L5
     * @param took from the first byte read to the last comparison: the database's measured recovery time
     * @param objective the configured recovery time objective, if any
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

    /** The backup could not be restored, or its contents differed: the stated recovery time is not achieved. */
    record DrillFailed(BackupId backup, DatabaseId database, UUID drill, List<Finding> findings) implements DrillEvent {

        public DrillFailed {
            findings = List.copyOf(findings);
        }
    }

    /** The scratch server lacks something, so the drill is not possible. This does not mean that the backup is bad. */
    record DrillImpossible(BackupId backup, DatabaseId database, UUID drill, List<Finding> missing)
            implements DrillEvent {

        public DrillImpossible {
            missing = List.copyOf(missing);
        }
    }

    /** There was no drill in the time that the policy requires. */
    record DrillOverdue(DatabaseId database, @Nullable Instant lastDrill, Instant dueSince) implements DrillEvent {}
}
