package io.holdfast.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Restores, published by restore-service. A restore has the id of its plan. */
public sealed interface RestoreEvent extends BackupEvent {

    BackupId backup();

    /**
     * The planned steps of a restore, and the conditions found.
     *
     * @param plan the id that {@code ApproveRestoreRequested} refers to
     * @param mode {@code fresh}, {@code swap} or {@code in_place}
     * @param target name of the database that the restore will create or overwrite
     * @param copy the copy that will be read
     * @param validUntil time until which the plan can be approved
     * @param obstacles why it cannot be carried out at present; empty if it can
     * @param findings all other facts that matter for the approval, in reading order
     * @param superuser name of the target role if it is a superuser: code in the archive runs as this role, and an approval must contain
     * its name
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

        /** With a role that is not a superuser. */
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

    /** @param attempt from 1; a restore whose worker died starts again if that is safe */
    record RestoreStarted(BackupId backup, DatabaseId database, UUID restore, int attempt, String mode, String target)
            implements RestoreEvent {}

    /**
     * The target is live, and its contents were compared with those of the artifact. With {@code notRestored}, it contains everything that
     * could be restored.
     *
     * @param keptAs name under which a swap keeps the former database
     * @param took from the claim to the last comparison
     * @param findings observations that are not failures
     * @param notRestored what could not be restored or differs from the artifact, one finding for each object; absent if everything was
     * restored
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

        /** Everything was restored. */
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
     * The restore failed, and the live database is unchanged.
     *
     * @param reason stable code for programs, such as {@code target_unreachable}, {@code target_full}, {@code no_healthy_copy}
     * @param sqlState the SQLSTATE that the reason was derived from; absent if there was none, or if the findings have their own
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

        /** A failure without an SQLSTATE. */
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
     * The former database, which a swap had kept, is live again.
     *
     * @param keptAs name under which the restored database is kept now
     */
    record RestoreReverted(BackupId backup, DatabaseId database, UUID restore, String keptAs, String by)
            implements RestoreEvent {}

    /** The kept database was dropped. */
    record KeptDropped(BackupId backup, DatabaseId database, UUID restore, String name, String by)
            implements RestoreEvent {}
}
