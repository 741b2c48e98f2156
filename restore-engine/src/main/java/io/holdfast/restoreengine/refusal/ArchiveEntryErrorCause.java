package io.holdfast.restoreengine.refusal;

/** Why a server refuses an entry of an archive. Derived from the SQLSTATE and the catalogs of the restored database. */
public enum ArchiveEntryErrorCause {
    /** A name without a schema, which is on the search path of the application but not on the empty path of pg_restore. */
    UNQUALIFIED_NAME("unqualified_name", Blame.BACKUP),
    /** An index or a generated column needs an IMMUTABLE function, but the restored function is not IMMUTABLE. */
    FUNCTION_NOT_IMMUTABLE("function_not_immutable", Blame.BACKUP),
    /** A check constraint holds only if rows of other tables exist. */
    CHECK_READS_ELSEWHERE("check_reads_elsewhere", Blame.BACKUP),
    /** Rows contain names of objects that an archive creates after the rows. */
    NAMES_LATER_OBJECT("names_later_object", Blame.BACKUP),
    /** The query of a materialized view calls a function that reads objects which are filled later. */
    VIEW_READS_ELSEWHERE("view_reads_elsewhere", Blame.BACKUP),
    /** Refused while the server ended a deadlock between sessions, and accepted afterwards. */
    DEADLOCK("restored_afterwards", Blame.NOTHING),
    /** Refused first and accepted afterwards. The cause is not known. */
    ONLY_AFTERWARDS("restored_afterwards", Blame.NOTHING),
    /** Nothing is missing: a comment on an extension of the administrator, or a schema that every database has. */
    HARMLESS("restore_warning", Blame.NOTHING),
    /** Duplicate keys in a unique constraint or index. */
    NEVER_UNIQUE("never_unique", Blame.BACKUP),
    /** Rows refer to rows that do not exist. */
    REFERENCE_NEVER_HELD("reference_never_held", Blame.OPEN),
    /** A row violates a check constraint or a not-null constraint. */
    CHECK_NEVER_HELD("check_never_held", Blame.OPEN),
    /** The restoring role lacks the right. */
    MAY_NOT("needs_superuser", Blame.SERVER),
    /** The server does not have this role. */
    ROLE_MISSING("role_missing", Blame.SERVER),
    /** The operating system of the server does not have this locale. */
    LOCALE_MISSING("locale_missing", Blame.SERVER),
    /** A C library is not installed on the server. */
    LIBRARY_MISSING("library_missing", Blame.SERVER),
    /** The server does not have enough memory, locks or other resources. */
    SERVER_EXHAUSTED("server_exhausted", Blame.SERVER),
    /** A lock was not granted, or the statement was cancelled. */
    SERVER_BUSY("server_busy", Blame.SERVER),
    /** The server cannot read its own data. */
    SERVER_DAMAGED("server_damaged", Blame.SERVER),
    /** An object that it needs does not exist, often because that object was refused. */
    UNDEFINED("restore_error", Blame.OPEN),
    /** SQLSTATE {@code object_not_in_prerequisite_state}, also for a foreign-data wrapper without a handler. */
    NOT_READY("restore_error", Blame.OPEN),
    /** An object with its name exists that is not from the archive. */
    EXISTS("restore_error", Blame.OPEN),
    /** Not retried, because the table already has rows, or too many objects were refused. */
    NOT_TRIED("restore_error", Blame.OPEN),
    /** Only the SQLSTATE is known. */
    UNRECOGNISED("restore_error", Blame.OPEN);

    /** What a refusal counts against. */
    public enum Blame {
        /** The backup cannot be restored on any server. */
        BACKUP,
        /** This server lacks something. */
        SERVER,
        /** The backup, unless the refusal follows from another one. */
        OPEN,
        /** Neither: the object exists. */
        NOTHING
    }

    private final String code;
    private final Blame blame;

    ArchiveEntryErrorCause(String code, Blame blame) {
        this.code = code;
        this.blame = blame;
    }

    /** Stable code of the finding. */
    public String code() {
        return code;
    }

    public Blame blame() {
        return blame;
    }
}
