package io.holdfast.events;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of a backup from request to sealed artifact, told by dump-service; and the scheduler's word for silence. */
public sealed interface DumpEvent extends BackupEvent {

    BackupId backup();

    /** The request was good and is queued. */
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
     * A run began.
     *
     * @param attempt from 1; only the newest attempt can record a result
     * @param artifact the file name reserved for this attempt
     */
    record BackupStarted(BackupId backup, DatabaseId database, BackupKind kind, int attempt, String artifact)
            implements DumpEvent {}

    /**
     * The artifact is sealed: pg_dump ended with 0, the bytes are on stable storage under their final name.
     *
     * @param startedAt when the run began; a slot is settled only by a run that began at or after it
     * @param copies at least one, each with its own length and checksum
     * @param serverVersion as the server writes it, such as {@code 17.2}
     * @param clientVersion of the pg_dump used
     * @param findings what the artifact does not contain though pg_dump succeeded, such as options of user mappings; absent where there is
     *     nothing, and before version 0.3
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
            List<SealedCopy> copies,
            String serverVersion,
            String clientVersion,
            @Nullable List<Finding> findings)
            implements DumpEvent {

        public BackupCompleted {
            if (copies.isEmpty()) {
                throw new IllegalArgumentException("a completed backup has at least one copy");
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
                List<SealedCopy> copies,
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
     * @param retryAt when it will be tried again; absent when it was given up, and then this is the end of the backup
     * @param sqlState the server's code, where a session of Holdfast's own got one
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

    /** Stopped on an operator's wish, before anything was sealed. */
    record BackupCancelled(
            BackupId backup, DatabaseId database, BackupKind kind, RequestRef request, String by, String reason)
            implements DumpEvent {}

    /**
     * A planned backup did not happen within its deadline: silence, said aloud (promise 2). A BackupCompleted of the same
     * backup may still follow.
     *
     * @param backup the backup that the slot's request asks for
     * @param slot the planned instant
     * @param deadline the instant by which it should have been completed
     * @param message what is known about why
     */
    record BackupMissed(
            BackupId backup, DatabaseId database, BackupKind kind, Instant slot, Instant deadline, String message)
            implements DumpEvent {}

    /**
     * Existing files taken into the books: found on a destination, or imported by hand.
     *
     * @param startedAt when the file says that its dump began
     * @param origin the system it came from, such as {@code urn:powernode:worker}; never a path
     * @param label somebody's words about it, if any
     */
    record BackupImported(
            BackupId backup,
            DatabaseId database,
            BackupKind kind,
            Instant startedAt,
            List<SealedCopy> copies,
            URI origin,
            @Nullable String label)
            implements DumpEvent {

        public BackupImported {
            copies = List.copyOf(copies);
        }
    }
}
