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
 * A psql that stays, reads statements from its stdin and writes the rows of COPY to its stdout: they never lie in this JVM, whatever the
 * length of a row. psql itself holds the row that it reads, about twice.
 *
 * <p>Nothing of a statement is read by psql's own language, where a backslash or a colon could do more than SQL: a statement goes to the
 * server as hexadecimal digits, and what comes back is run with {@code \gexec}, unread. The session is read-only, and its first statement
 * pins the search path.
 */
public final class PsqlSession implements CopySource, AutoCloseable {

    private static final int PIECE = 256 * 1024;
    private static final int OLDEST = 12;

    /** As in {@code PinnedSession}; {@code set_config} is named with its schema, so it is PostgreSQL's own before the path is pinned. */
    private static final List<String> PINS = List.of(
            "'search_path', '" + PinnedSession.SEARCH_PATH + "'",
            "'row_security', 'off'",
            "'default_transaction_read_only', 'on'",
            "'statement_timeout', '0'",
            "'lock_timeout', '0'",
            "'idle_in_transaction_session_timeout', '0'");

    /** {@code connection_failure}: psql prints no SQLSTATE of a connection that it lost. */
    private static final String BROKEN = "08006";

    /** {@code invalid_authorization_specification}. */
    private static final String NO_PASSWORD = "28000";

    /** {@code out_of_memory}: what the kernel ends of a service is the largest of its processes, and that is psql with a long row. */
    private static final String OUT_OF_MEMORY = "53200";

    /** {@code in_failed_sql_transaction}. */
    private static final String ABORTED = "25P02";

    /** {@code internal_error}. */
    private static final String UNKNOWN = "XX000";

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    /** As VERBOSITY=sqlstate writes it, behind a word in the server's language. */
    private static final Pattern STATE = Pattern.compile("(?m):  ([0-9A-Z]{5})$");

    /** A statement is run in a transaction of its own, so that a failure among rows shows. */
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
     * Opens it.
     *
     * @throws SQLException where the server does not take the connection, with a SQLSTATE of the same class as the server's
     * @throws IOException where psql cannot be started, or is older than version 12 and prints no SQLSTATE
     */
    public static PsqlSession open(ClientPrograms programs, DatabaseConnection to) throws SQLException, IOException {
        if (programs.version().major() < OLDEST) {
            throw new IOException(
                    "psql " + programs.version() + " is too old. Install client programs of version 12 or newer.");
        }
        Map<String, String> variables = new LinkedHashMap<>(to.environment());
        variables.put("PGCLIENTENCODING", "UTF8");
        // So that the database's own can be read; whoever compares sets another.
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

    /** The last bytes of each reading are held back: they may be the beginning of the end. */
    private boolean read(RowSink rowSink) throws IOException, SQLException {
        int held = 0;
        byte before = '\n';
        while (true) {
            int read = psql.output().read(piece, held, PIECE - held);
            if (read < 0) {
                throw ended();
            }
            int to = held + read;
            Optional<CopyTerminator> end = CopyTerminator.at(piece, to, before);
            int rows = Math.max(0, to - CopyTerminator.LENGTH);
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

    private void check(CopyTerminator end) throws SQLException {
        if (!end.isWhole()) {
            String state = end.isRefusedAtOnce() ? end.refused() : stateAmongRows();
            throw new SQLException("the server refused a COPY (SQLSTATE " + state + ")", state);
        }
    }

    /** Its line stands before the one of the next statement, which was refused because the transaction was broken. */
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
            ExitResult exitResult = psql.await();
            String state = exitResult.killed() ? OUT_OF_MEMORY : stateOfServer();
            return new SQLException("psql ended with status " + exitResult.exitCode(), state);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SQLException("interrupted while psql ended", BROKEN);
        }
    }

    /** psql prints no SQLSTATE of a connection that was refused or lost, so a session of our own tries the same. */
    private String stateOfServer() {
        return ConnectionCheck.failure(server, ANSWER)
                .flatMap(failure -> failure.cause() == SessionFailureCause.PASSWORD_MISSING
                        ? Optional.of(NO_PASSWORD)
                        : failure.sqlState())
                .orElse(BROKEN);
    }

    /** The server would check a statement against the client's encoding, though it converts nothing. */
    @Override
    public void takeBytes() throws SQLException {
        text("copy (select pg_catalog.set_config('client_encoding', 'SQL_ASCII', false)) to stdout");
        charset = StandardCharsets.ISO_8859_1;
    }

    @Override
    public Charset charset() {
        return charset;
    }

    /** Ends psql, also in the middle of a COPY. */
    @Override
    public void close() {
        psql.close();
    }
}
