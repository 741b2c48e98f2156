package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.RequiredProgramCheck;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.postgrestools.ArchiveCompression;
import io.holdfast.postgrestools.ClientPrograms;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.InstalledClientPrograms;
import io.holdfast.postgrestools.PgDump;
import io.holdfast.postgrestools.ProgramExitResult;
import io.holdfast.postgrestools.RunningProgram;
import io.holdfast.postgrestools.Secret;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server to dump from, and dumps that fail. */
final class SourceFixture {

    static final Duration SOON = Duration.ofMinutes(5);

    private static final Duration LOCK_WAIT = Duration.ofMinutes(1);

    private static @Nullable SourceFixture german;

    private final PostgresServer server;
    private final ClientPrograms programs =
            InstalledClientPrograms.find(List.of()).newest().orElseThrow();

    SourceFixture(PostgresServer server) {
        this.server = server;
    }

    /**
     * One server for the tests of this JVM, with the database {@code app} and the role {@code reader}, who reads everything. It writes
     * German if the system can, so that no test passes because of a message. It may be restarted, and must run when a test ends.
     */
    static synchronized SourceFixture german() {
        SourceFixture known = german;
        if (known == null) {
            known = new SourceFixture(TestInfrastructure.anotherPostgres("german"));
            known.prepare();
            german = known;
        }
        return known;
    }

    private void prepare() {
        if (RequiredProgramCheck.has(RequiredProgramCheck.GERMAN)) {
            server.execute(
                    "postgres", "alter system set lc_messages = 'de_DE.UTF-8'", "select pg_catalog.pg_reload_conf()");
        }
        server.createRole("reader", "reader");
        server.grantReadAll("reader");
        database(
                "app",
                "create table base (id int primary key, v text)",
                "insert into base select n, md5(n::text) from generate_series(1, 1000) n");
    }

    PostgresServer server() {
        return server;
    }

    void database(String name, String... statements) {
        server.createDatabase(name);
        server.execute(name, statements);
    }

    void awaitAnswer() {
        await().atMost(SOON).until(() -> {
            try (java.sql.Connection session = server.connect("app")) {
                return session.isValid(1);
            } catch (SQLException e) {
                return false;
            }
        });
    }

    /** An action during a running dump. */
    interface Meanwhile {
        void happens(RunningProgram dump) throws Exception;
    }

    DatabaseConnection superuser(String database) {
        return DatabaseConnection.to(server.host(), server.port(), server.superuser(), database)
                .withPassword(Secret.of(server.password()))
                .withConnectTimeout(Duration.ofSeconds(5));
    }

    DatabaseConnection role(String role, String database) {
        return DatabaseConnection.to(server.host(), server.port(), role, database)
                .withPassword(Secret.of(role));
    }

    /** Returns the diagnosis of a failing dump. */
    DumpFailure failure(DatabaseConnection of) throws Exception {
        return failure(of, LOCK_WAIT, dump -> {});
    }

    DumpFailure failure(DatabaseConnection of, Duration lockWait, Meanwhile meanwhile) throws Exception {
        return new DiagnoseDumpFailure(new FindOversizedRow()).explain(failed(of, lockWait, meanwhile));
    }

    FailedPgDumpProcess failed(DatabaseConnection of, Duration lockWait, Meanwhile meanwhile) throws Exception {
        Optional<FailedPgDumpProcess> failed = attempt(of, lockWait, meanwhile);
        assertThat(failed).as("pg_dump fails").isPresent();
        return failed.orElseThrow();
    }

    /** Returns the failure of a dump; empty if it succeeds. */
    Optional<FailedPgDumpProcess> attempt(DatabaseConnection of, Duration lockWait, Meanwhile meanwhile)
            throws Exception {
        ReadSourceCatalogSnapshot.Before before = new ReadSourceCatalogSnapshot().read(of);
        long begun = System.nanoTime();
        PgDump.Options options = new PgDump.Options(false, ArchiveCompression.parse("none"), lockWait, 0);
        try (RunningProgram dump = new PgDump(programs, of, options).start()) {
            meanwhile.happens(dump);
            long bytes = dump.output().transferTo(OutputStream.nullOutputStream());
            ProgramExitResult exitResult = dump.await();
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            return exitResult.succeeded()
                    ? Optional.empty()
                    : Optional.of(
                            new FailedPgDumpProcess(of, programs, exitResult, true, bytes > 0, took, lockWait, before));
        }
    }

    /** Returns a session that locks a table, so that pg_dump waits after it has read the list of objects. */
    java.sql.Connection locked(String database, String table) throws SQLException {
        java.sql.Connection session = server.connect(database);
        session.setAutoCommit(false);
        try (Statement statement = session.createStatement()) {
            statement.execute("lock table " + table + " in access exclusive mode");
        }
        return session;
    }

    void awaitWaitingForLock() {
        await().atMost(SOON)
                .until(() ->
                        number("select count(*) from pg_locks where not granted and mode = 'AccessShareLock'") > 0);
    }

    /** Returns the server process of pg_dump's session. */
    int backend() {
        return number("select min(pid) from pg_stat_activity where application_name = 'holdfast' and pid <>"
                + " pg_backend_pid()");
    }

    private int number(String query) {
        try (java.sql.Connection session = server.connect("postgres");
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
