package io.holdfast.postgrestools;

/**
 * Why a session on a server that is not Holdfast's own was not opened, or why a statement in it failed: a closed set, judged by SQLSTATE
 * and by the types of the exceptions alone. Never by the words of a message, which depend on the server's language.
 */
public enum SessionCause {
    NO_ANSWER(
            Outlook.PASSES, "The server did not answer", "Check host and port, that the server runs, and the firewalls between."),
    HOST_UNKNOWN(
            Outlook.PASSES, "The host's name is not known here", "Check the configured host, and the name service of this machine."),
    /** The message is that of {@link TlsRefused}. */
    TLS_REFUSED(Outlook.STAYS, "The connection could not be secured as configured", TlsRefused.HINT),
    /** {@code invalid_password}. Where it asks for a password, a server does not tell a wrong one from a role that does not exist. */
    PASSWORD_REFUSED(
            Outlook.STAYS,
            "The server refused the password, or has no such role",
            "Check username and password. The server's log says which of them it is."),
    /** Any other code of class 28: no such role, a role without LOGIN, or no line of pg_hba.conf for role, database and host. */
    ROLE_REFUSED(
            Outlook.STAYS,
            "The server does not let the role in: it does not exist, may not log in, or pg_hba.conf has no line for it",
            "Check username, the role's LOGIN, and the server's pg_hba.conf for this role, database and host."),
    PASSWORD_MISSING(
            Outlook.STAYS,
            "The server requires a password, and none is configured",
            "Configure a password, or another way to sign in that pg_hba.conf accepts."),
    SIGN_IN_UNSUPPORTED(
            Outlook.STAYS,
            "The server requires a way to sign in that is not supported here",
            "Let pg_hba.conf accept scram-sha-256 or a client certificate for this role and host."),
    NO_SUCH_DATABASE(Outlook.STAYS, "The server has no such database", "Check the configured database name."),
    /** {@code object_not_in_prerequisite_state} at the sign-in: ALLOW_CONNECTIONS is off, or a DROP DATABASE was interrupted. */
    DATABASE_CLOSED(
            Outlook.STAYS,
            "The database does not accept connections",
            "See pg_database.datallowconn: ALTER DATABASE … ALLOW_CONNECTIONS true, or name another database."),
    PERMISSION(Outlook.STAYS, "The role lacks a right", "Grant it CONNECT on the database, and what docs/roles.md lists."),
    /** The server's slots are used up, or the limit of the role or of the database: the code is the same. */
    TOO_MANY_CONNECTIONS(
            Outlook.PASSES,
            "No connection is free: the server's max_connections, or the CONNECTION LIMIT of the role or the database, is reached",
            "See pg_stat_activity for who holds them; raise the limit, or end what is idle."),
    /** It starts, shuts down or recovers, or somebody ended the session. */
    NOT_READY(
            Outlook.PASSES,
            "The server is starting, shutting down or recovering, or an administrator ended the session",
            "See the server's log if that does not pass."),
    /** Also locks: {@code max_locks_per_transaction} is a share of the server's memory. */
    OUT_OF_MEMORY(
            Outlook.PASSES,
            "The server ran out of memory or of places for locks",
            "Raise max_locks_per_transaction for a database with many objects, or give the server memory; its log says which."),
    DISK_FULL(Outlook.PASSES, "The server has no room left on its disk", "Free space on the server."),
    OUT_OF_RESOURCES(Outlook.PASSES, "The server ran out of a resource", "See the server's log."),
    LOCK_NOT_GRANTED(
            Outlook.PASSES, "A lock was not granted in time", "Something holds it, often a migration; see pg_locks and pg_stat_activity."),
    CANCELLED(
            Outlook.PASSES,
            "A statement was cancelled, by a person or by statement_timeout",
            "See pg_settings and ALTER ROLE … SET statement_timeout; 0 suits a role for backups."),
    /** Of a standby, which has to apply what its primary did. */
    RECOVERY_CONFLICT(
            Outlook.PASSES,
            "The standby cancelled the query because it had to apply changes of its primary",
            "Raise max_standby_streaming_delay or set hot_standby_feedback on the standby, or back up the primary."),
    CONNECTION_LOST(
            Outlook.PASSES,
            "The connection to the server broke",
            "The server was restarted or crashed, or the network failed; see the server's log."),
    DATA_DAMAGED(
            Outlook.STAYS,
            "The server cannot read its own data",
            "The database itself is damaged: keep the older backups, and look at its disk before anything else."),
    /** Class 58, faults outside of PostgreSQL: a disk that gives errors, or a library that is not installed. */
    FILE_UNREADABLE(
            Outlook.STAYS,
            "The server could not find or read one of its files",
            "Look at the server's log and disk; it may also be the library of an extension that is not installed."),
    OBJECT_MISSING(
            Outlook.PASSES, "An object that was looked at does not exist", "It was dropped meanwhile, or the server is of another version."),
    /** Bytes of our own settings: the server compares them with nothing. */
    NAME_NOT_ENCODABLE(
            Outlook.STAYS,
            "The configured user, database or option has bytes that the server's encoding does not know",
            "Check the letters outside of ASCII in the configured names."),
    /** Bytes that the database holds: names or values that are not valid in its encoding, or have no equivalent in UTF-8. */
    BYTES_NOT_ENCODABLE(
            Outlook.STAYS,
            "A name or a value in the database is not valid in its encoding",
            "Find it with pg_catalog.convert_to, and correct it; the server's log has the bytes."),
    /** No other cause: the SQLSTATE is all that is known. */
    UNRECOGNISED(Outlook.PASSES, "The server gave an error that has no explanation here", "See the server's log.");

    /** Whether trying again helps. */
    public enum Outlook {
        /** It may pass without anybody's change. */
        PASSES,
        /** It is the same until somebody changes a setting, a right or the data. */
        STAYS
    }

    private final Outlook outlook;
    private final String message;
    private final String hint;

    SessionCause(Outlook outlook, String message, String hint) {
        this.outlook = outlook;
        this.message = message;
        this.hint = hint;
    }

    public Outlook outlook() {
        return outlook;
    }

    /** What happened, as a clause without its full stop. */
    public String message() {
        return message;
    }

    /** What to do about it. */
    public String hint() {
        return hint;
    }
}
