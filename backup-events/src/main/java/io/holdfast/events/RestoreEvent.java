package io.holdfast.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bringing a backup back, told by restore-service. A restore has the id of its plan. */
public sealed interface RestoreEvent extends BackupEvent {

    BackupId backup();

    /**
     * What would be done, and what it would meet.
     *
     * @param plan to be named by {@code ApproveRestoreRequested}
     * @param mode {@code fresh}, {@code swap} or {@code in_place}
     * @param target name of the database that will exist, or be written over, afterwards
     * @param copy whose bytes will be read
     * @param validUntil when the plan can no longer be approved
     * @param obstacles why it cannot be carried out as things are; none where it can
     * @param findings all else that a person should know before saying yes, in the order in which it is read
     * @param superuser name of the target role if it is a superuser: code in the archive runs as this role, and an approval has to
     *     name it
     */
    record RestorePlanned(
            BackupId backup,
            DatabaseId database,
            RequestRef request,
            UUID plan,
            String mode,
            String target,
            CopyLocation copy,
            Instant validUntil,
            List<Finding> obstacles,
            List<Finding> findings,
            @Nullable String superuser)
            implements RestoreEvent {

        public RestorePlanned {
            obstacles = List.copyOf(obstacles);
            findings = List.copyOf(findings);
        }

        /** By a role that is no superuser. */
        public RestorePlanned(
                BackupId backup,
                DatabaseId database,
                RequestRef request,
                UUID plan,
                String mode,
                String target,
                CopyLocation copy,
                Instant validUntil,
                List<Finding> obstacles,
                List<Finding> findings) {
            this(backup, database, request, plan, mode, target, copy, validUntil, obstacles, findings, null);
        }
    }

    /** @param attempt from 1; a restore whose worker died begins again where that is safe */
    record RestoreStarted(BackupId backup, DatabaseId database, UUID restore, int attempt, String mode, String target)
            implements RestoreEvent {}

    /**
     * The target serves, and its contents were compared with the artifact's. With {@code notRestored} it has what could be brought back.
     *
     * @param keptAs name under which a swap keeps the database that served before
     * @param took from the claim to the last comparison
     * @param findings what was noticed and is no failure
     * @param notRestored what could not be brought back or is not as in the artifact, one finding for each object; absent if all of it
     *     came back
     */
    record RestoreCompleted(
            BackupId backup,
            DatabaseId database,
            UUID restore,
            String mode,
            String target,
            @Nullable String keptAs,
            Duration took,
            RestoreReport report,
            List<Finding> findings,
            @Nullable List<Finding> notRestored)
            implements RestoreEvent {

        public RestoreCompleted {
            findings = List.copyOf(findings);
            notRestored = notRestored == null ? null : List.copyOf(notRestored);
        }

        /** All of it came back. */
        public RestoreCompleted(
                BackupId backup,
                DatabaseId database,
                UUID restore,
                String mode,
                String target,
                @Nullable String keptAs,
                Duration took,
                RestoreReport report,
                List<Finding> findings) {
            this(backup, database, restore, mode, target, keptAs, took, report, findings, null);
        }
    }

    /**
     * The live database is as it was before.
     *
     * @param reason stable word for machines, such as {@code target_unreachable}, {@code target_full}, {@code no_healthy_copy}
     * @param sqlState the SQLSTATE by which the reason was judged; absent where there was none, or where the findings have their own
     */
    record RestoreFailed(
            BackupId backup,
            DatabaseId database,
            UUID restore,
            String reason,
            String message,
            List<Finding> findings,
            @Nullable String sqlState)
            implements RestoreEvent {

        public RestoreFailed {
            findings = List.copyOf(findings);
        }

        /** One that no SQLSTATE explains. */
        public RestoreFailed(
                BackupId backup,
                DatabaseId database,
                UUID restore,
                String reason,
                String message,
                List<Finding> findings) {
            this(backup, database, restore, reason, message, findings, null);
        }
    }

    /**
     * The database that a swap had kept serves again.
     *
     * @param keptAs name under which the restored one is kept now
     */
    record RestoreReverted(BackupId backup, DatabaseId database, UUID restore, String keptAs, String by)
            implements RestoreEvent {}

    /** The database that was kept is gone. */
    record KeptDropped(BackupId backup, DatabaseId database, UUID restore, String name, String by)
            implements RestoreEvent {}
}
