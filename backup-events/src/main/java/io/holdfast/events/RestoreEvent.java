package io.holdfast.events;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Bringing a backup back, told by restore-service. */
public sealed interface RestoreEvent extends BackupEvent {

    BackupId backup();

    record RestoreRejected(BackupId backup, DatabaseId database, RequestRef request, String reason, String message)
            implements RestoreEvent {}

    /** @param plan what will be done exactly, shown before it is done */
    record RestorePlanned(BackupId backup, DatabaseId database, UUID plan, List<Finding> findings)
            implements RestoreEvent {

        public RestorePlanned {
            findings = List.copyOf(findings);
        }
    }

    record RestoreStarted(BackupId backup, DatabaseId database, UUID restore, String mode, String target)
            implements RestoreEvent {}

    record RestoreCompleted(
            BackupId backup,
            DatabaseId database,
            UUID restore,
            String mode,
            String target,
            Duration took,
            List<Finding> findings)
            implements RestoreEvent {

        public RestoreCompleted {
            findings = List.copyOf(findings);
        }
    }

    /** The live database is as it was before. */
    record RestoreFailed(BackupId backup, DatabaseId database, UUID restore, String message) implements RestoreEvent {}
}
