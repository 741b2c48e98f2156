package io.holdfast.postgrestools;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Why a session on a foreign server could not be opened, or why a statement in it failed. This closed set is decided by SQLSTATEs and
 * exception types only, never by message texts, which depend on the server's language.
 */
public enum SessionFailureCause {
    NO_ANSWER(
            Outlook.PASSES,
            "The server did not answer",
            "Check host and port, whether the server runs, and the firewalls in between.",
            Codes.of(
                    "08001 08000 08003 08006 08007",
                    "",
                    "a statement without an answer in time (`SocketTimeoutException`)")),
    HOST_UNKNOWN(
            Outlook.PASSES,
            "The host name cannot be resolved",
            "Check the configured host, and the DNS settings of this machine.",
            Codes.of("", "", "`UnknownHostException` at the sign-in")),
    /**
     * The driver's code for an answer that is not in PostgreSQL's protocol. Some proxies answer like this while the server is unavailable.
     */
    NO_POSTGRESQL(
            Outlook.PASSES,
            "The address does not belong to a PostgreSQL server",
            "Check the configured host and port: they may belong to a web server, or to another kind of proxy.",
            Codes.of("08P01", "", "")),
    /** {@link UnsupportedPoolerException} has the message. */
    POOLER(
            Outlook.STAYS,
            "The address belongs to a connection pooler without dedicated sessions",
            "Set host and port of the server itself.",
            Codes.of(
                    "",
                    "",
                    "the process id differs from the one at the start-up, and a test with two sessions shows that it"
                            + " changes; or the server's `08P01` at the sign-in")),
    /** {@link TlsRefusedException} has the message. */
    TLS_REFUSED(
            Outlook.STAYS,
            "The connection could not be secured with the configured TLS settings",
            TlsRefusedException.HINT,
            Codes.of(
                    "",
                    "",
                    "the types of the driver's exceptions at the sign-in, and `08006` or `08004` with the configured"
                            + " `ssl-mode`")),
    /** {@code invalid_password}. A server that requires a password does not distinguish a wrong password from a missing role. */
    PASSWORD_REFUSED(
            Outlook.STAYS,
            "The server refused the password, or the role does not exist",
            "Check username and password. The server's log has the exact reason.",
            Codes.of("28P01", "", "")),
    /** Any other code of class 28: the role does not exist, has no LOGIN, or has no matching line in pg_hba.conf. */
    ROLE_REFUSED(
            Outlook.STAYS,
            "The server refused the role: it does not exist, has no LOGIN, or has no matching line in pg_hba.conf",
            "Check username, the role's LOGIN attribute, and the lines of pg_hba.conf for this role, database and host.",
            Codes.of("28", "28", "")),
    PASSWORD_MISSING(
            Outlook.STAYS,
            "The server requires a password, but none is configured",
            "Configure a password, or another authentication method that pg_hba.conf allows.",
            Codes.of("08004", "", "if no password is configured")),
    SIGN_IN_UNSUPPORTED(
            Outlook.STAYS,
            "The server requires an authentication method that is not supported",
            "Allow scram-sha-256 or a client certificate for this role and host in pg_hba.conf.",
            Codes.of("", "", "`08004` at the sign-in if a password is configured")),
    NO_SUCH_DATABASE(
            Outlook.STAYS,
            "The database does not exist",
            "Check the configured database name.",
            Codes.of("3D000 57P04", "3D000 57P04", "")),
    /** {@code object_not_in_prerequisite_state} at the sign-in: ALLOW_CONNECTIONS is off, or a DROP DATABASE was interrupted. */
    DATABASE_CLOSED(
            Outlook.STAYS,
            "The database does not accept connections",
            "Check pg_database.datallowconn. Run ALTER DATABASE … ALLOW_CONNECTIONS true, or configure another database.",
            Codes.of("55000", "", "")),
    PERMISSION(
            Outlook.STAYS,
            "The role lacks a privilege",
            "Grant it CONNECT on the database, and the privileges that docs/roles.md lists.",
            Codes.of("42501", "42501", "")),
    /** {@code read_only_sql_transaction}, in a session that must write. */
    READ_ONLY(
            Outlook.STAYS,
            "The server accepts no changes: it is a standby, or default_transaction_read_only is on",
            "Configure the primary, or switch the setting off for this role.",
            Codes.of("", "25006", "")),
    /** The limit of the server, of the role or of the database is reached: the code is the same. */
    TOO_MANY_CONNECTIONS(
            Outlook.PASSES,
            "No connection is available: max_connections, or the CONNECTION LIMIT of the role or the database,"
                    + " is reached",
            "Find the open sessions in pg_stat_activity. Raise the limit, or close idle sessions.",
            Codes.of("53300", "53300", "")),
    /** The server is starting, shutting down or recovering, or someone terminated the session. */
    NOT_READY(
            Outlook.PASSES,
            "The server is starting, shutting down or recovering, or an administrator terminated the session",
            "If this persists, check the server's log.",
            Codes.of("57P01 57P02 57P03", "57P01 57P02 57P03", "")),
    /** Includes locks: {@code max_locks_per_transaction} limits their shared memory. */
    OUT_OF_MEMORY(
            Outlook.PASSES,
            "The server ran out of memory, or of shared memory for locks",
            "Raise max_locks_per_transaction if the database has many objects, or give the server more memory. The"
                    + " server's log has the exact reason.",
            Codes.of("53200", "53200", "")),
    DISK_FULL(
            Outlook.PASSES,
            "The server's disk is full",
            "Free disk space on the server.",
            Codes.of("53100", "53100", "")),
    OUT_OF_RESOURCES(
            Outlook.PASSES, "The server ran out of a resource", "Check the server's log.", Codes.of("53", "53", "")),
    LOCK_NOT_GRANTED(
            Outlook.PASSES,
            "A lock was not granted in time",
            "Find the session that holds the lock, often a migration, in pg_locks and pg_stat_activity.",
            Codes.of("", "55P03 40P01", "")),
    CANCELLED(
            Outlook.PASSES,
            "A statement was canceled, by a user or by statement_timeout",
            "Check statement_timeout in pg_settings. For a backup role, run ALTER ROLE … SET statement_timeout = 0.",
            Codes.of("", "57014", "")),
    /** Only on a standby, which must apply the changes of its primary. */
    RECOVERY_CONFLICT(
            Outlook.PASSES,
            "The standby canceled the query, because it had to apply changes of its primary",
            "Raise max_standby_streaming_delay or enable hot_standby_feedback on the standby, or back up the primary.",
            Codes.of("40001", "40001", "")),
    CONNECTION_LOST(
            Outlook.PASSES,
            "The connection to the server was lost",
            "The server was restarted, the server crashed, or the network failed. Check the server's log.",
            Codes.of("", "08000 08003 08006 08007 57P05 25P03", "")),
    DATA_DAMAGED(
            Outlook.STAYS,
            "The server cannot read its own data",
            "The database itself is damaged. Keep the older backups, and check the server's disk first.",
            Codes.of("XX001 XX002", "XX001 XX002", "")),
    /** Class 58, errors outside PostgreSQL: a disk with errors, or a library that is not installed. */
    FILE_UNREADABLE(
            Outlook.STAYS,
            "The server could not find or read one of its files",
            "Check the server's log and disk. The library of an extension may also be missing.",
            Codes.of("58", "58", "")),
    OBJECT_MISSING(
            Outlook.PASSES,
            "A queried object does not exist",
            "The object was dropped meanwhile, or the server has another version.",
            Codes.of("", "42P01 42704 42883 3F000", "")),
    /** Bytes of the configured names. The server does not read data at this point. */
    NAME_NOT_ENCODABLE(
            Outlook.STAYS,
            "The configured user, database or option contains bytes that are not valid in the server's encoding",
            "Check the non-ASCII characters in the configured names.",
            Codes.of("22021 22P05", "", "")),
    /** Bytes in the database: names or values that are not valid in its encoding, or have no equivalent in UTF-8. */
    BYTES_NOT_ENCODABLE(
            Outlook.STAYS,
            "A name or a value in the database is not valid in its encoding",
            "Find the value with pg_catalog.convert_to, and correct it. The server's log has the bytes.",
            Codes.of("", "22021 22P05", "")),
    /** No other cause matches: only the SQLSTATE is known. */
    UNRECOGNISED(
            Outlook.PASSES,
            "The server reported an error that Holdfast does not recognize",
            "Check the server's log.",
            Codes.of("", "", "any other SQLSTATE, or none"));

    private static final int LENGTH = 5;

    /** Whether a retry helps. */
    public enum Outlook {
        /** The cause can disappear without intervention. */
        PASSES,
        /** The cause remains until someone changes a setting, a privilege or the data. */
        STAYS
    }

    /**
     * The criteria: five-character SQLSTATEs, or two-character classes, which apply if no code matches.
     *
     * @param atSignIn codes of a refused sign-in
     * @param inStatement codes of a statement
     * @param otherwise other criteria, as text
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

    /** Classifies an SQLSTATE; {@code connecting} while the session is being opened. */
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

    /** The criteria, as one line of Markdown. */
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

    /** What happened, as a clause without a period. */
    public String message() {
        return message;
    }

    /** How to solve the problem. */
    public String hint() {
        return hint;
    }
}
