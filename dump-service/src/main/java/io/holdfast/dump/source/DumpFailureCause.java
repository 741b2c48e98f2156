package io.holdfast.dump.source;

import io.holdfast.events.FailureReason;
import java.util.Optional;

/**
 * Why pg_dump failed although the server lets the role in: what a session of our own finds afterwards, in the order in which it looks.
 * pg_dump prints no SQLSTATE, and its words depend on the server's language.
 */
enum DumpFailureCause {
    READER_GONE(
            FailureReason.TOOL_FAILED,
            "exit status 141 (SIGPIPE)",
            "Nobody read pg_dump's output any more",
            "See what the worker says about its destination."),
    KILLED(
            FailureReason.TOOL_FAILED,
            "exit status above 128",
            "pg_dump was ended by a signal",
            "Look for out-of-memory kills in the log of the host of dump-service."),
    OLDER_PROGRAMS(
            FailureReason.VERSION,
            "`server_version_num` is higher than pg_dump's version",
            "The server is newer than the installed pg_dump",
            "Install client programs at least as new as the server."),
    RESTARTED(
            FailureReason.UNREACHABLE,
            "`pg_postmaster_start_time()` is not what it was before",
            "The server was started again while it was dumped",
            "See the server's log."),
    CRASHED(
            FailureReason.UNREACHABLE,
            "no background process of the server is the one that it was before",
            "A process of the server crashed while it was dumped, and the server ended all sessions",
            "See the server's log, and the kernel's for out-of-memory kills."),
    PERMISSION(
            FailureReason.PERMISSION,
            "the catalogs show that the role lacks a right on what pg_dump reads",
            "The role may not read all that a backup contains",
            "Run the statements that the message lists."),
    CONFLICT(
            FailureReason.SERVER_BUSY,
            "`pg_stat_database.conflicts` of a standby has grown",
            "The standby cancelled queries because it had to apply changes of its primary",
            "Raise max_standby_streaming_delay or set hot_standby_feedback on the standby, or back up the primary."),
    LOCKED(
            FailureReason.LOCK_TIMEOUT,
            "no byte came within `lock-wait`, and `pg_locks` shows an AccessExclusiveLock on a table, held or waited"
                    + " for",
            "A table is locked by another session",
            "Often a migration; see pg_locks and pg_stat_activity."),
    DROPPED(
            FailureReason.OBJECTS_DROPPED,
            "no byte came, and objects that were there before are gone",
            "Objects were dropped while the dump looked at them",
            "Nothing to do: it is tried again soon. If it repeats, plan the backup apart from the job that drops"
                    + " them."),
    CHANGED(
            FailureReason.OBJECTS_DROPPED,
            "no byte came, and rows of the catalogs were removed, or have a newer transaction than the one before",
            "The catalogs of the database changed while the dump looked at them",
            "Nothing to do: it is tried again soon. If it repeats, plan the backup apart from the job that changes"
                    + " them."),
    DEADLOCK(
            FailureReason.LOCK_TIMEOUT,
            "no byte came, and `pg_stat_database.deadlocks` has grown",
            "The server resolved a deadlock in this database while the dump waited for locks",
            "See the server's log for the sessions."),
    OUT_OF_LOCKS(
            FailureReason.SERVER_OUT_OF_RESOURCES,
            "no byte came, and there are more tables than places in the server's table of locks",
            "The server has too few places for locks",
            "Raise max_locks_per_transaction, and start the server again."),
    ROW_TOO_LONG(
            FailureReason.ROW_TOO_LONG,
            "the lengths of a row's values add up to more than 1 GiB",
            "A row is too long to be dumped",
            "Split the value, or keep it outside of the database."),
    DAMAGED(
            FailureReason.SOURCE_DAMAGED,
            "a session of our own reads the tables, and gets `XX001`, `XX002` or class 58",
            "The server cannot read its own data",
            "The database itself is damaged: keep the older backups, and look at its disk before anything else."),
    SESSIONS_ENDED(
            FailureReason.SERVER_BUSY,
            "`pg_stat_database.sessions_killed` has grown (14 and newer)",
            "Sessions of this database were ended by an administrator while it was dumped",
            "See the server's log for who ended them."),
    UNRECOGNISED(
            FailureReason.UNRECOGNISED,
            "none of the above",
            "pg_dump ended with an error that is not recognised",
            "Its own words are on the run's page, for operators: 'holdfast show BACKUP --log'.");

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

    /** In Markdown. */
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

    /** @param detail names and numbers, without a full stop */
    DumpFailure found(String detail) {
        return DumpFailure.of(failure, message + ": " + detail + ". " + hint);
    }

    /** @param sqlState what a session of our own got */
    DumpFailure found(String detail, String sqlState) {
        return new DumpFailure(
                failure, message + ": " + detail + " (SQLSTATE " + sqlState + "). " + hint, Optional.of(sqlState));
    }
}
