package io.holdfast.dump.source;

import io.holdfast.events.FailureReason;
import java.util.Optional;

/**
 * Causes of a failed pg_dump if the server accepts a new connection, in the order of the checks. pg_dump prints no SQLSTATE, and
 * its messages depend on the language of the server.
 */
enum DumpFailureCause {
    READER_GONE(
            FailureReason.TOOL_FAILED,
            "exit status 141 (SIGPIPE)",
            "The output of pg_dump was closed while it was writing",
            "See the log of dump-service for errors of the destination."),
    KILLED(
            FailureReason.TOOL_FAILED,
            "exit status above 128",
            "pg_dump was terminated by a signal",
            "Check the kernel log of the host of dump-service for out-of-memory kills."),
    OLDER_PROGRAMS(
            FailureReason.VERSION,
            "`server_version_num` is higher than pg_dump's version",
            "The server is newer than the installed pg_dump",
            "Install client programs of at least the same version as the server."),
    RESTARTED(
            FailureReason.UNREACHABLE,
            "`pg_postmaster_start_time()` has changed since the start of the dump",
            "The server was restarted during the dump",
            "See the server's log."),
    CRASHED(
            FailureReason.UNREACHABLE,
            "all background processes of the server have changed since the start of the dump",
            "A server process crashed during the dump, and the server terminated all sessions",
            "See the server's log, and the kernel log for out-of-memory kills."),
    PERMISSION(
            FailureReason.PERMISSION,
            "the catalogs show that the role lacks a privilege that pg_dump needs",
            "The role does not have the privileges to read everything that a backup contains",
            "Run the statements that the message lists."),
    CONFLICT(
            FailureReason.SERVER_BUSY,
            "`pg_stat_database.conflicts` of a standby has increased",
            "The standby cancelled queries because of recovery conflicts",
            "Increase max_standby_streaming_delay or set hot_standby_feedback on the standby, or back up the primary."),
    LOCKED(
            FailureReason.LOCK_TIMEOUT,
            "no output within `lock-wait`, and `pg_locks` shows an AccessExclusiveLock on a table, granted or waiting",
            "A table is locked by another session",
            "Find the session in pg_locks and pg_stat_activity. It is often a migration."),
    DROPPED(
            FailureReason.OBJECTS_DROPPED,
            "no output, and objects that existed before the dump are missing",
            "Objects were dropped while pg_dump read the catalogs",
            "No action is required: the dump is retried soon. If the failure repeats, schedule the backup at another"
                    + " time than the job that drops them."),
    CHANGED(
            FailureReason.OBJECTS_DROPPED,
            "no output, and catalog rows were removed, or were written by a transaction after the start of the dump",
            "The catalogs of the database changed while pg_dump read them",
            "No action is required: the dump is retried soon. If the failure repeats, schedule the backup at another"
                    + " time than the job that changes them."),
    DEADLOCK(
            FailureReason.LOCK_TIMEOUT,
            "no output, and `pg_stat_database.deadlocks` has increased",
            "The server resolved a deadlock in this database while pg_dump waited for locks",
            "See the server's log for the sessions that were involved."),
    OUT_OF_LOCKS(
            FailureReason.SERVER_OUT_OF_RESOURCES,
            "no output, and there are more tables than entries in the server's lock table",
            "The lock table of the server is too small",
            "Increase max_locks_per_transaction, and restart the server."),
    ROW_TOO_LONG(
            FailureReason.ROW_TOO_LONG,
            "the values of a row are longer than 1 GiB in total",
            "A row is too long for COPY",
            "Split the value, or store it outside the database."),
    DAMAGED(
            FailureReason.SOURCE_DAMAGED,
            "a separate session reads the tables, and gets `XX001`, `XX002` or class 58",
            "The server cannot read its own data",
            "The database itself is damaged. Keep the older backups, and check the disk of the server first."),
    SESSIONS_ENDED(
            FailureReason.SERVER_BUSY,
            "`pg_stat_database.sessions_killed` has increased (PostgreSQL 14 and newer)",
            "An administrator terminated sessions of this database during the dump",
            "See the server's log for who terminated them."),
    UNRECOGNISED(
            FailureReason.UNRECOGNISED,
            "none of the above",
            "pg_dump failed with an error that is not recognized",
            "To see the output of pg_dump, run 'holdfast show BACKUP --log'.");

    private final FailureReason failure;
    private final String recognisedBy;
    private final String message;
    private final String hint;

    DumpFailureCause(FailureReason failure, String recognisedBy, String message, String hint) {
        this.failure = failure;
        this.recognisedBy = recognisedBy;
        this.message = message;
        this.hint = hint;
    }

    FailureReason failure() {
        return failure;
    }

    /** Returns the criterion in Markdown. */
    String recognisedBy() {
        return recognisedBy;
    }

    String message() {
        return message;
    }

    String hint() {
        return hint;
    }

    DumpFailure found() {
        return DumpFailure.of(failure, message + ". " + hint);
    }

    /** @param detail names and numbers, without a period */
    DumpFailure found(String detail) {
        return DumpFailure.of(failure, message + ": " + detail + ". " + hint);
    }

    /** @param sqlState SQLSTATE that a separate session received */
    DumpFailure found(String detail, String sqlState) {
        return new DumpFailure(
                failure, message + ": " + detail + " (SQLSTATE " + sqlState + "). " + hint, Optional.of(sqlState));
    }
}
