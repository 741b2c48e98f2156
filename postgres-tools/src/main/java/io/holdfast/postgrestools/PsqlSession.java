package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A psql process that reads statements from its stdin and writes the rows of COPY to its stdout. This JVM never holds a whole row, whatever
 * its length. psql itself holds about twice the length of the current row.
 *
 * <p>psql's own syntax, in which backslashes and colons have a meaning, does not apply to statements: a statement is sent to the server as
 * hexadecimal digits, and {@code \gexec} runs the decoded result without parsing it. The session is read-only, and its first statement pins
 * the search path.
 */
public final class PsqlSession implements CopyToStdoutSession, AutoCloseable {

    private static final int PIECE = 256 * 1024;
    private static final int OLDEST = 12;

    /** As in {@code SecureSessionSettings}. The schema of {@code set_config} is explicit, because the path is not pinned yet. */
    private static final List<String> PINS = List.of(
            "'search_path', '" + SecureSessionSettings.SEARCH_PATH + "'",
            "'row_security', 'off'",
            "'default_transaction_read_only', 'on'",
            "'statement_timeout', '0'",
            "'lock_timeout', '0'",
            "'idle_in_transaction_session_timeout', '0'");

    /** {@code connection_failure}: psql prints no SQLSTATE if it loses the connection. */
    private static final String BROKEN = "08006";

    /** {@code invalid_authorization_specification}. */
    private static final String NO_PASSWORD = "28000";

    /** {@code out_of_memory}: the kernel kills the largest process of a service, which is a psql with a long row. */
    private static final String OUT_OF_MEMORY = "53200";

    /** {@code in_failed_sql_transaction}. */
    private static final String ABORTED = "25P02";

    /** {@code internal_error}. */
    private static final String UNKNOWN = "XX000";

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    /** The format of VERBOSITY=sqlstate, after a word in the server's language. */
    private static final Pattern STATE = Pattern.compile("(?m):  ([0-9A-Z]{5})$");

    /** Each statement runs in a transaction of its own, so that a failure between rows is detected. */
    private static final String SCRIPT = """
        \\set LAST_ERROR_SQLSTATE 00000
        begin;
        select pg_catalog.convert_from(pg_catalog.decode('DIGITS', 'hex'), 'ENCODING') \\gexec
        \\set copied :LAST_ERROR_SQLSTATE
        \\set LAST_ERROR_SQLSTATE 00000
        select 1 as alive \\gset
        \\set next :LAST_ERROR_SQLSTATE
        commit;
        \\echo '\\\\.' :copied :next
        """;

    private final RunningProgram psql;
    private final DatabaseConnection server;
    private final byte[] piece = new byte[PIECE];
    private Charset charset = StandardCharsets.UTF_8;

    private PsqlSession(RunningProgram psql, DatabaseConnection server) {
        this.psql = psql;
        this.server = server;
    }

    /**
     * Starts psql and connects.
     *
     * @throws SQLException if the server refuses the connection; the SQLSTATE has the same class as the server's
     * @throws IOException if psql cannot be started, or is older than version 12, which does not print SQLSTATEs
     */
    public static PsqlSession open(ClientPrograms programs, DatabaseConnection to) throws SQLException, IOException {
        if (programs.version().major() < OLDEST) {
            throw new IOException("psql " + programs.version()
                    + " is not supported. Install client programs of version 12 or newer.");
        }
        Map<String, String> variables = new LinkedHashMap<>(to.environment());
        variables.put("PGCLIENTENCODING", "UTF8");
        // Removed so that the session reads the database's own time zone; a caller that compares values sets another
        // one.
        variables.remove("PGTZ");
        RunningProgram psql = ProgramLauncher.startFed(
                List.of(
                        programs.program("psql").toString(),
                        "--no-psqlrc",
                        "--quiet",
                        "--no-align",
                        "--tuples-only",
                        "--no-password",
                        "--set=VERBOSITY=sqlstate"),
                to,
                variables,
                line -> {});
        PsqlSession session = new PsqlSession(psql, to);
        try {
            for (String pin : PINS) {
                session.text("copy (select pg_catalog.set_config(" + pin + ", false)) to stdout");
            }
            return session;
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public boolean copy(String statement, RowSink rowSink) throws SQLException {
        try {
            send(statement);
            return read(rowSink);
        } catch (IOException e) {
            throw ended();
        }
    }

    /** The last bytes of each read are kept back: they can be the start of the terminator. */
    private boolean read(RowSink rowSink) throws IOException, SQLException {
        int held = 0;
        byte before = '\n';
        while (true) {
            int read = psql.output().read(piece, held, PIECE - held);
            if (read < 0) {
                throw ended();
            }
            int to = held + read;
            Optional<CopyEndOfDataMarker> end = CopyEndOfDataMarker.at(piece, to, before);
            int rows = Math.max(0, to - CopyEndOfDataMarker.LENGTH);
            if (rows > 0 && !rowSink.take(piece, 0, rows)) {
                close();
                return false;
            }
            if (end.isPresent()) {
                check(end.get());
                return true;
            }
            if (rows > 0) {
                before = piece[rows - 1];
            }
            held = to - rows;
            System.arraycopy(piece, rows, piece, 0, held);
        }
    }

    private void send(String statement) throws IOException {
        String digits = HexFormat.of().formatHex(statement.getBytes(charset));
        String encoding = charset.equals(StandardCharsets.UTF_8) ? "UTF8" : "SQL_ASCII";
        psql.input()
                .write(SCRIPT.replace("DIGITS", digits)
                        .replace("ENCODING", encoding)
                        .getBytes(StandardCharsets.US_ASCII));
        psql.input().flush();
    }

    private void check(CopyEndOfDataMarker end) throws SQLException {
        if (!end.isWhole()) {
            String state = end.isRefusedAtOnce() ? end.refused() : stateAmongRows();
            throw new SQLException("the server refused a COPY (SQLSTATE " + state + ")", state);
        }
    }

    /** This error line precedes that of the next statement, which failed because the transaction was aborted. */
    private String stateAmongRows() {
        try {
            List<String> states = psql.awaitOutput(
                            said -> states(said).size() > 1
                                    && states(said).getLast().equals(ABORTED),
                            SOON)
                    .map(PsqlSession::states)
                    .orElse(List.of());
            return states.size() > 1 ? states.get(states.size() - 2) : UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    private static List<String> states(String said) {
        return STATE.matcher(said).results().map(found -> found.group(1)).toList();
    }

    private SQLException ended() {
        try {
            ProgramExitResult exitResult = psql.await();
            String state = exitResult.killed() ? OUT_OF_MEMORY : stateOfServer();
            return new SQLException("psql ended with status " + exitResult.exitCode(), state);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SQLException("interrupted while waiting for psql to end", BROKEN);
        }
    }

    /** psql prints no SQLSTATE of a connection that was refused or lost, so a JDBC session repeats the attempt. */
    private String stateOfServer() {
        return ConnectionCheck.failure(server, ANSWER)
                .flatMap(failure -> failure.cause() == SessionFailureCause.PASSWORD_MISSING
                        ? Optional.of(NO_PASSWORD)
                        : failure.sqlState())
                .orElse(BROKEN);
    }

    /** The server validates a statement in the client's encoding, even if it does not convert it. */
    @Override
    public void takeBytes() throws SQLException {
        text("copy (select pg_catalog.set_config('client_encoding', 'SQL_ASCII', false)) to stdout");
        charset = StandardCharsets.ISO_8859_1;
    }

    @Override
    public Charset charset() {
        return charset;
    }

    /** Ends psql, even during a COPY. */
    @Override
    public void close() {
        psql.close();
    }
}
