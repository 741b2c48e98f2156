package io.holdfast.events;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of a backup from request to sealed artifact, published by dump-service; and missed backups, published by the scheduler. */
public sealed interface DumpEvent extends BackupEvent {

    BackupId backup();

    /** The request is valid and queued. */
    record BackupAccepted(
            BackupId backup,
            DatabaseId database,
            BackupKind kind,
            RequestRef request,
            @Nullable String label,
            @Nullable Instant slot)
            implements DumpEvent {}

    /** The request was understood and refused; nothing was started. */
    record BackupRejected(
            BackupId backup, DatabaseId database, RequestRef request, RejectionReason reason, String message)
            implements DumpEvent {}

    /**
     * A run started.
     *
     * @param attempt from 1; only the newest attempt can record a result
     * @param artifact file name reserved for this attempt
     */
    record BackupStarted(BackupId backup, DatabaseId database, BackupKind kind, int attempt, String artifact)
            implements DumpEvent {}

    /**
     * The artifact is sealed: pg_dump ended with 0, and the bytes are on stable storage under their final name.
     *
     * @param startedAt start of the run; only a run that started at or after a slot settles it
     * @param copies at least one, each with its own length and checksum
     * @param serverVersion in the server's notation, such as {@code 17.2}
     * @param clientVersion version of the pg_dump that was used
     * @param findings what the artifact does not contain although pg_dump succeeded, such as options of user mappings; absent if there is
     * nothing, and before version 0.3
     */
    record BackupCompleted(
            BackupId backup,
            DatabaseId database,
            BackupKind kind,
            RequestRef request,
            @Nullable String label,
            @Nullable Instant slot,
            int attempt,
            Instant startedAt,
            List<BackupCopyRecord> copies,
            String serverVersion,
            String clientVersion,
            @Nullable List<Finding> findings)
            implements DumpEvent {

        public BackupCompleted {
            if (copies.isEmpty()) {
                throw new IllegalArgumentException("a completed backup requires at least one copy");
            }
            copies = List.copyOf(copies);
            findings = findings == null ? null : List.copyOf(findings);
        }

        /** Without findings. */
        public BackupCompleted(
                BackupId backup,
                DatabaseId database,
                BackupKind kind,
                RequestRef request,
                @Nullable String label,
                @Nullable Instant slot,
                int attempt,
                Instant startedAt,
                List<BackupCopyRecord> copies,
                String serverVersion,
                String clientVersion) {
            this(
                    backup,
                    database,
                    kind,
                    request,
                    label,
                    slot,
                    attempt,
                    startedAt,
                    copies,
                    serverVersion,
                    clientVersion,
                    null);
        }
    }

    /**
     * A run failed.
     *
     * @param retryAt time of the next attempt; absent if there is none, and then the backup has ended
     * @param sqlState the server's code, if a session of Holdfast got one
     */
    record BackupFailed(
            BackupId backup,
            DatabaseId database,
            BackupKind kind,
            RequestRef request,
            int attempt,
            FailureReason failure,
            String message,
            @Nullable Instant retryAt,
            @Nullable String sqlState)
            implements DumpEvent {

        public boolean isFinal() {
            return retryAt == null;
        }
    }

    /** Canceled by an operator before anything was sealed. */
    record BackupCancelled(
            BackupId backup, DatabaseId database, BackupKind kind, RequestRef request, String by, String reason)
            implements DumpEvent {}

    /**
     * A scheduled backup did not happen before its deadline (promise 2). A BackupCompleted of the same backup may still follow.
     *
     * @param backup the backup that the slot's request refers to
     * @param slot the scheduled time
     * @param deadline time by which the backup should have completed
     * @param message the known reason
     */
    record BackupMissed(
            BackupId backup, DatabaseId database, BackupKind kind, Instant slot, Instant deadline, String message)
            implements DumpEvent {}

    /**
     * Existing files were added to the catalog: found at a destination, or imported by an operator.
     *
     * @param startedAt start of the dump according to the file
     * @param origin the system that made it, such as {@code urn:powernode:worker}; never a path
     * @param label a description, if any
     */
    record BackupImported(
            BackupId backup,
            DatabaseId database,
            BackupKind kind,
            Instant startedAt,
            List<BackupCopyRecord> copies,
            URI origin,
            @Nullable String label)
            implements DumpEvent {

        public BackupImported {
            copies = List.copyOf(copies);
        }
    }
}
