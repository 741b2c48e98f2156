package io.holdfast.restoreengine.refusal;

/** Why a server refuses an entry of an archive, by its SQLSTATE and by the catalogs of the restored database. */
public enum RefusalCause {
    /** A name without a schema, which the application's search path finds and pg_restore's empty one does not. */
    UNQUALIFIED_NAME("unqualified_name", Blame.BACKUP),
    /** An index or a generated column needs an IMMUTABLE function, and the restored one is not. */
    FUNCTION_NOT_IMMUTABLE("function_not_immutable", Blame.BACKUP),
    /** A check constraint holds only when the rows of other tables are there. */
    CHECK_READS_ELSEWHERE("check_reads_elsewhere", Blame.BACKUP),
    /** Rows name objects that an archive creates after the rows. */
    NAMES_LATER_OBJECT("names_later_object", Blame.BACKUP),
    /** The query of a materialized view calls a function that reads what is filled later. */
    VIEW_READS_ELSEWHERE("view_reads_elsewhere", Blame.BACKUP),
    /** Refused when its turn came, while the server ended a deadlock between sessions; accepted afterwards. */
    DEADLOCK("restored_afterwards", Blame.NOTHING),
    /** Refused when its turn came, and accepted afterwards; why is not known. */
    ONLY_AFTERWARDS("restored_afterwards", Blame.NOTHING),
    /** Nothing is missing: a comment on an extension that belongs to an administrator, or a schema that every database has. */
    HARMLESS("restore_warning", Blame.NOTHING),
    /** Equal keys below a unique constraint or index. */
    NEVER_UNIQUE("never_unique", Blame.BACKUP),
    /** Rows refer to rows that are not there. */
    REFERENCE_NEVER_HELD("reference_never_held", Blame.OPEN),
    /** A row violates a check constraint, or is null where it must not be. */
    CHECK_NEVER_HELD("check_never_held", Blame.OPEN),
    /** The role that restores has not the right. */
    MAY_NOT("needs_superuser", Blame.SERVER),
    /** The server has no such role. */
    ROLE_MISSING("role_missing", Blame.SERVER),
    /** The server's operating system has no such locale. */
    LOCALE_MISSING("locale_missing", Blame.SERVER),
    /** A C library is not installed on the server. */
    LIBRARY_MISSING("library_missing", Blame.SERVER),
    /** No memory, places for locks or other resources are left. */
    SERVER_EXHAUSTED("server_exhausted", Blame.SERVER),
    /** A lock was not granted, or the statement was cancelled. */
    SERVER_BUSY("server_busy", Blame.SERVER),
    /** The server itself cannot read its data. */
    SERVER_DAMAGED("server_damaged", Blame.SERVER),
    /** An object that it needs does not exist, often because that one was refused. */
    UNDEFINED("restore_error", Blame.OPEN),
    /** PostgreSQL's {@code object_not_in_prerequisite_state}, also for a foreign-data wrapper without a handler. */
    NOT_READY("restore_error", Blame.OPEN),
    /** An object of its name is there, which is not the archive's. */
    EXISTS("restore_error", Blame.OPEN),
    /** It was not tried again: rows of the table are there, or too many objects were refused. */
    NOT_TRIED("restore_error", Blame.OPEN),
    /** The SQLSTATE is all that is known. */
    UNRECOGNISED("restore_error", Blame.OPEN);

    /** What a refusal says something about. */
    public enum Blame {
        /** The backup does not come back, whatever the server has. */
        BACKUP,
        /** This server lacks something. */
        SERVER,
        /** The backup, unless it follows from another refusal. */
        OPEN,
        /** Neither: the object is there. */
        NOTHING
    }

    private final String code;
    private final Blame blame;

    RefusalCause(String code, Blame blame) {
        this.code = code;
        this.blame = blame;
    }

    /** Stable word for machines, the code of a finding. */
    public String code() {
        return code;
    }

    public Blame blame() {
        return blame;
    }
}
