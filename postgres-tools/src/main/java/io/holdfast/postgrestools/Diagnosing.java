package io.holdfast.postgrestools;

import static java.util.regex.Pattern.DOTALL;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The phrases of pg_dump, libpq and the server by which a failure is recognised. A server that speaks another language falls to OTHER. */
final class Diagnosing {

    private static final int SIGPIPE = 128 + 13;
    private static final Pattern SQL_STATE = Pattern.compile("(?:ERROR|FATAL|PANIC):  ([0-9A-Z]{5}):");

    /** A phrase; its group 1, where it has one, is the object. */
    private record Rule(Pattern phrase, Cause cause, String message, String hint) {}

    // The order matters: the reasons of a refused connection stand after the words "connection to server … failed".
    private static final List<Rule> RULES = List.of(
            rule(
                    "aborting because of server version mismatch",
                    Cause.VERSION_MISMATCH,
                    "The server is newer than the installed pg_dump",
                    "Install client programs at least as new as the server."),
            rule("terminated by user", Cause.STOPPED, "pg_dump was stopped", "Nothing to do: it was asked to stop."),
            rule(
                    "could not (?:write|close)[^\\n]*: Broken pipe",
                    Cause.STOPPED,
                    "Nobody read pg_dump's output any more",
                    "See what the worker says about its destination."),
            rule(
                    "(?m)^pg_\\w+: error: could not (?:write|close|open)[^\\n]*: No space left on device",
                    Cause.CLIENT_OUT_OF_SPACE,
                    "No space is left where pg_dump writes",
                    "Free space on the backup host."),
            rule(
                    "(?:FATAL|ERROR):[^\\n]*database (\"[^\\n]*\") does not exist",
                    Cause.NO_SUCH_DATABASE,
                    "The server has no such database",
                    "Check the configured database name."),
            rule(
                    "password authentication failed|no pg_hba.conf entry|no password supplied|role \"[^\\n]*\" does not exist"
                            + "|authentication failed|not permitted to log in|pg_hba.conf rejects",
                    Cause.AUTHENTICATION,
                    "The server refused the role, its password or this host",
                    "Check username and password, and the server's pg_hba.conf for this host."),
            rule(
                    "certificate verify failed|server does not support SSL|SSL error: (?!unexpected eof)|certificate file"
                            + "|does not match host name|private key file|valid client certificate",
                    Cause.AUTHENTICATION,
                    "The connection could not be secured as configured",
                    "Check ssl-mode, ssl-root-certificate, ssl-certificate and ssl-key against what the server offers and"
                            + " wants."),
            rule(
                    "row-level security policy for table (\"[^\\n]*?\")",
                    Cause.PERMISSION,
                    "Row security would hide rows from the role",
                    "Give the backup role BYPASSRLS, or exempt it from the policies."),
            rule(
                    "permission denied for ([^\\n]+)",
                    Cause.PERMISSION,
                    "The role may not read everything",
                    "Grant the backup role pg_read_all_data (and USAGE on the schemas), or what the message names."),
            // pg_dump waits for locks under a statement timeout, and switches that off for everything else.
            rule(
                    "canceling statement due to (?:statement|lock) timeout|could not obtain lock on",
                    Cause.LOCK_TIMEOUT,
                    "A table's lock was not granted in time",
                    "Something holds an exclusive lock, often a migration; see pg_stat_activity."),
            rule(
                    "too many (?:clients|connections)|remaining connection slots|database system is (?:starting up|not yet"
                            + " accepting|in recovery mode|not accepting)",
                    Cause.SERVER_BUSY,
                    "The server takes no connection for this right now",
                    "It is starting, recovering or out of connection slots; a later attempt may do."),
            rule(
                    "canceling statement due to",
                    Cause.SERVER_BUSY,
                    "The server cancelled the dump's query",
                    "Somebody cancelled it, or a standby had to apply changes; a later attempt may do."),
            rule(
                    "invalid page in block|could not read block|missing chunk number|unexpected chunk|data is corrupt"
                            + "|cache lookup failed|could not open file \"base/|could not access status of transaction",
                    Cause.SOURCE_DAMAGED,
                    "The server cannot read its own data",
                    "The database itself is damaged: keep the older backups, and look at its disk before anything else."),
            rule(
                    "server closed the connection unexpectedly|unexpected eof while reading|terminating connection|connection to server was lost"
                            + "|database system is shutting down|SSL SYSCALL error|no connection to the server"
                            + "|could not (?:receive data from|send data to) (?:server|client)|lost connection",
                    Cause.CONNECTION_LOST,
                    "The connection to the server broke",
                    "The server was restarted or crashed, or the network failed; see the server's log."),
            rule(
                    "connection to server [^\\n]* failed: (?!FATAL)|could not translate host name|timeout expired",
                    Cause.UNREACHABLE,
                    "The server did not answer",
                    "Check host and port, that the server runs, and firewalls between."));

    private Diagnosing() {}

    static Diagnosis read(Ended ended) {
        ErrorLines lines = ErrorLines.of(ended.complaint());
        String excerpt = lines.excerpt(ended.complaint());
        Optional<String> sqlState = first(SQL_STATE.matcher(lines.text()));
        for (Rule rule : RULES) {
            Matcher matcher = rule.phrase().matcher(lines.text());
            if (matcher.find()) {
                Optional<String> object = Optional.ofNullable(matcher.groupCount() > 0 ? matcher.group(1) : null);
                return new Diagnosis(
                        rule.cause(),
                        rule.message() + object.map(name -> ": " + shown(name)).orElse("") + ".",
                        rule.hint(),
                        object.map(Diagnosing::shown),
                        sqlState,
                        excerpt);
            }
        }
        return unrecognised(ended, sqlState, excerpt);
    }

    private static Diagnosis unrecognised(Ended ended, Optional<String> sqlState, String excerpt) {
        if (ended.exitCode() == SIGPIPE) {
            return plain(
                    Cause.STOPPED, "Nobody read its output any more.", "See what the worker says.", sqlState, excerpt);
        }
        if (ended.killed()) {
            return plain(
                    Cause.KILLED,
                    "It was ended by signal " + ended.signal() + ".",
                    "Look for out-of-memory kills in the host's log.",
                    sqlState,
                    excerpt);
        }
        return plain(
                Cause.OTHER,
                "It ended with status " + ended.exitCode() + ".",
                "The run's log has its own words.",
                sqlState,
                excerpt);
    }

    private static Diagnosis plain(
            Cause cause, String message, String hint, Optional<String> sqlState, String excerpt) {
        return new Diagnosis(cause, message, hint, Optional.empty(), sqlState, excerpt);
    }

    private static Optional<String> first(Matcher matcher) {
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String shown(String name) {
        String plain = ServerText.line(name).strip();
        return plain.length() <= 130 ? plain : plain.substring(0, 130) + "…";
    }

    private static Rule rule(String phrase, Cause cause, String message, String hint) {
        return new Rule(Pattern.compile(phrase, DOTALL), cause, message, hint);
    }
}
