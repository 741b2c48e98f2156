package io.holdfast.postgrestools;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Why a session on a server that is not Holdfast's own was not opened, or why a statement in it failed: a closed set, judged by SQLSTATE
 * and by the types of the exceptions alone. Never by the words of a message, which depend on the server's language.
 */
public enum SessionFailureCause {
    NO_ANSWER(
            Outlook.PASSES,
            "The server did not answer",
            "Check host and port, that the server runs, and the firewalls between.",
            Codes.of(
                    "08001 08000 08003 08006 08007",
                    "",
                    "also a statement that gets no answer in time (`SocketTimeoutException`)")),
    HOST_UNKNOWN(
            Outlook.PASSES,
            "The host's name is not known here",
            "Check the configured host, and the name service of this machine.",
            Codes.of("", "", "`UnknownHostException` at the sign-in")),
    /** The driver's code where the answer is not that of PostgreSQL's protocol; some proxies answer so while the server is away. */
    NO_POSTGRESQL(
            Outlook.PASSES,
            "What answers there does not speak PostgreSQL's protocol",
            "Check the configured host and port: it may be a web server, or a proxy of another kind.",
            Codes.of("08P01", "", "")),
    /** The message is that of {@link PoolerRefusedException}. */
    POOLER(
            Outlook.STAYS,
            "A connection pooler answers there and gives no session of its own",
            "Set host and port to the server itself.",
            Codes.of(
                    "",
                    "",
                    "another process answers than the server named, and two sessions do not keep theirs; or the server's `08P01`"
                            + " at the sign-in")),
    /** The message is that of {@link TlsRefusedException}. */
    TLS_REFUSED(
            Outlook.STAYS,
            "The connection could not be secured as configured",
            TlsRefusedException.HINT,
            Codes.of(
                    "",
                    "",
                    "the types of the driver's exceptions at the sign-in, and `08006` or `08004` with the configured"
                            + " `ssl-mode`")),
    /** {@code invalid_password}. Where it asks for a password, a server does not tell a wrong one from a role that does not exist. */
    PASSWORD_REFUSED(
            Outlook.STAYS,
            "The server refused the password, or has no such role",
            "Check username and password. The server's log says which of them it is.",
            Codes.of("28P01", "", "")),
    /** Any other code of class 28: no such role, a role without LOGIN, or no line of pg_hba.conf for role, database and host. */
    ROLE_REFUSED(
            Outlook.STAYS,
            "The server does not let the role in: it does not exist, may not log in, or pg_hba.conf has no line for it",
            "Check username, the role's LOGIN, and the server's pg_hba.conf for this role, database and host.",
            Codes.of("28", "28", "")),
    PASSWORD_MISSING(
            Outlook.STAYS,
            "The server requires a password, and none is configured",
            "Configure a password, or another way to sign in that pg_hba.conf accepts.",
            Codes.of("08004", "", "where no password is configured")),
    SIGN_IN_UNSUPPORTED(
            Outlook.STAYS,
            "The server requires a way to sign in that is not supported here",
            "Let pg_hba.conf accept scram-sha-256 or a client certificate for this role and host.",
            Codes.of("", "", "`08004` at the sign-in where a password is configured")),
    NO_SUCH_DATABASE(
            Outlook.STAYS,
            "The server has no such database",
            "Check the configured database name.",
            Codes.of("3D000 57P04", "3D000 57P04", "")),
    /** {@code object_not_in_prerequisite_state} at the sign-in: ALLOW_CONNECTIONS is off, or a DROP DATABASE was interrupted. */
    DATABASE_CLOSED(
            Outlook.STAYS,
            "The database does not accept connections",
            "See pg_database.datallowconn: ALTER DATABASE … ALLOW_CONNECTIONS true, or name another database.",
            Codes.of("55000", "", "")),
    PERMISSION(
            Outlook.STAYS,
            "The role lacks a right",
            "Grant it CONNECT on the database, and what docs/roles.md lists.",
            Codes.of("42501", "42501", "")),
    /** {@code read_only_sql_transaction}, in a session that is meant to write. */
    READ_ONLY(
            Outlook.STAYS,
            "The server takes no changes: it is a standby, or default_transaction_read_only is on",
            "Name the primary, or switch the setting off for this role.",
            Codes.of("", "25006", "")),
    /** The server's slots are used up, or the limit of the role or of the database: the code is the same. */
    TOO_MANY_CONNECTIONS(
            Outlook.PASSES,
            "No connection is free: the server's max_connections, or the CONNECTION LIMIT of the role or the database,"
                    + " is reached",
            "See pg_stat_activity for who holds them; raise the limit, or end what is idle.",
            Codes.of("53300", "53300", "")),
    /** It starts, shuts down or recovers, or somebody ended the session. */
    NOT_READY(
            Outlook.PASSES,
            "The server is starting, shutting down or recovering, or an administrator ended the session",
            "See the server's log if that does not pass.",
            Codes.of("57P01 57P02 57P03", "57P01 57P02 57P03", "")),
    /** Also locks: {@code max_locks_per_transaction} is a share of the server's memory. */
    OUT_OF_MEMORY(
            Outlook.PASSES,
            "The server ran out of memory or of places for locks",
            "Raise max_locks_per_transaction for a database with many objects, or give the server memory; its log says"
                    + " which.",
            Codes.of("53200", "53200", "")),
    DISK_FULL(
            Outlook.PASSES,
            "The server has no room left on its disk",
            "Free space on the server.",
            Codes.of("53100", "53100", "")),
    OUT_OF_RESOURCES(
            Outlook.PASSES, "The server ran out of a resource", "See the server's log.", Codes.of("53", "53", "")),
    LOCK_NOT_GRANTED(
            Outlook.PASSES,
            "A lock was not granted in time",
            "Something holds it, often a migration; see pg_locks and pg_stat_activity.",
            Codes.of("", "55P03 40P01", "")),
    CANCELLED(
            Outlook.PASSES,
            "A statement was cancelled, by a person or by statement_timeout",
            "See pg_settings and ALTER ROLE … SET statement_timeout; 0 suits a role for backups.",
            Codes.of("", "57014", "")),
    /** Of a standby, which has to apply what its primary did. */
    RECOVERY_CONFLICT(
            Outlook.PASSES,
            "The standby cancelled the query because it had to apply changes of its primary",
            "Raise max_standby_streaming_delay or set hot_standby_feedback on the standby, or back up the primary.",
            Codes.of("40001", "40001", "")),
    CONNECTION_LOST(
            Outlook.PASSES,
            "The connection to the server broke",
            "The server was restarted or crashed, or the network failed; see the server's log.",
            Codes.of("", "08000 08003 08006 08007 57P05 25P03", "")),
    DATA_DAMAGED(
            Outlook.STAYS,
            "The server cannot read its own data",
            "The database itself is damaged: keep the older backups, and look at its disk before anything else.",
            Codes.of("XX001 XX002", "XX001 XX002", "")),
    /** Class 58, faults outside of PostgreSQL: a disk that gives errors, or a library that is not installed. */
    FILE_UNREADABLE(
            Outlook.STAYS,
            "The server could not find or read one of its files",
            "Look at the server's log and disk; it may also be the library of an extension that is not installed.",
            Codes.of("58", "58", "")),
    OBJECT_MISSING(
            Outlook.PASSES,
            "An object that was looked at does not exist",
            "It was dropped meanwhile, or the server is of another version.",
            Codes.of("", "42P01 42704 42883 3F000", "")),
    /** Bytes of our own settings: the server compares them with nothing. */
    NAME_NOT_ENCODABLE(
            Outlook.STAYS,
            "The configured user, database or option has bytes that the server's encoding does not know",
            "Check the letters outside of ASCII in the configured names.",
            Codes.of("22021 22P05", "", "")),
    /** Bytes that the database holds: names or values that are not valid in its encoding, or have no equivalent in UTF-8. */
    BYTES_NOT_ENCODABLE(
            Outlook.STAYS,
            "A name or a value in the database is not valid in its encoding",
            "Find it with pg_catalog.convert_to, and correct it; the server's log has the bytes.",
            Codes.of("", "22021 22P05", "")),
    /** No other cause: the SQLSTATE is all that is known. */
    UNRECOGNISED(
            Outlook.PASSES,
            "The server gave an error that has no explanation here",
            "See the server's log.",
            Codes.of("", "", "any other SQLSTATE, or none"));

    private static final int LENGTH = 5;

    /** Whether trying again helps. */
    public enum Outlook {
        /** It may pass without anybody's change. */
        PASSES,
        /** It is the same until somebody changes a setting, a right or the data. */
        STAYS
    }

    /**
     * What decides: five characters of a SQLSTATE, or the two of a class, which decide where no code does.
     *
     * @param atSignIn codes of a refused sign-in
     * @param inStatement codes of a statement
     * @param otherwise what else decides, in words
     */
    private record Codes(Set<String> atSignIn, Set<String> inStatement, String otherwise) {

        static Codes of(String atSignIn, String inStatement, String otherwise) {
            return new Codes(set(atSignIn), set(inStatement), otherwise);
        }

        private static Set<String> set(String codes) {
            return codes.isEmpty() ? Set.of() : new TreeSet<>(List.of(codes.split(" ")));
        }
    }

    private final Outlook outlook;
    private final String message;
    private final String hint;
    private final Codes codes;

    SessionFailureCause(Outlook outlook, String message, String hint, Codes codes) {
        this.outlook = outlook;
        this.message = message;
        this.hint = hint;
        this.codes = codes;
    }

    /** Judges a code alone; {@code connecting} while the session is being opened. */
    static SessionFailureCause of(String sqlState, boolean connecting) {
        return find(sqlState, connecting)
                .or(() -> find(sqlState.length() == LENGTH ? sqlState.substring(0, 2) : "", connecting))
                .orElse(UNRECOGNISED);
    }

    private static Optional<SessionFailureCause> find(String code, boolean connecting) {
        return Arrays.stream(values())
                .filter(cause -> (connecting ? cause.codes.atSignIn() : cause.codes.inStatement()).contains(code))
                .findFirst();
    }

    /** How it is recognised, in one line of Markdown. */
    public String recognisedBy() {
        List<String> ways = new ArrayList<>();
        if (codes.atSignIn().equals(codes.inStatement())) {
            ways.add(shown("", codes.atSignIn()));
        } else {
            ways.add(shown("at the sign-in ", codes.atSignIn()));
            ways.add(shown("in a statement ", codes.inStatement()));
        }
        ways.add(codes.otherwise());
        return ways.stream().filter(way -> !way.isEmpty()).collect(Collectors.joining("; "));
    }

    private static String shown(String where, Set<String> codes) {
        return codes.stream()
                .map(code -> '`' + code + (code.length() == LENGTH ? "" : "xxx") + '`')
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), list -> list.isEmpty() ? "" : where + list));
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
