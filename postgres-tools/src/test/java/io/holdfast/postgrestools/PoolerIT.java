package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.localstack.PgBouncer;
import io.holdfast.localstack.PgBouncer.Mode;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.NeedsProgram;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pooler either provides a dedicated session, or is refused as a pooler. */
@NeedsProgram("pgbouncer")
class PoolerIT {

    private static final Duration SOON = Duration.ofMinutes(5);
    private static final String IGNORED = "options";

    @TempDir
    static Path folder;

    private static PostgresServer server;

    @BeforeAll
    static void a_server() {
        server = PostgresServer.start(folder.resolve("postgres"));
        server.createDatabase("app");
        server.createRole("reader", "r");
        server.grantReadAll("reader");
        server.execute(
                "app",
                "create table public.items as select n as id from generate_series(1, 10) n",
                "alter table public.items enable row level security");
    }

    @AfterAll
    static void it_ends() {
        server.destroy();
    }

    private static PgBouncer pooler(Mode mode, String ignored, int sessions) {
        return PgBouncer.before(
                server, mode, ignored, sessions, Map.of(server.superuser(), server.password(), "reader", "r"));
    }

    private static DatabaseConnection through(PgBouncer pooler) {
        return DatabaseConnection.to(
                        ServerEndpointList.of("holdfast.databases.app", "127.0.0.1", pooler.port()),
                        server.superuser(),
                        "app")
                .withPassword(Secret.of(server.password()));
    }

    @ParameterizedTest
    @CsvSource({"'', 5", "options, 5", "options, 2"})
    void a_pool_of_sessions_serves_the_driver_and_pg_dump(String ignored, int sessions) throws Exception {
        try (PgBouncer pooler = pooler(Mode.SESSION, ignored, sessions)) {
            DatabaseConnection to = through(pooler);

            assertThat(one(to, "select count(*) from public.items")).isEqualTo("10");
            assertThat(dumped(to)).contains("COPY public.items");
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 5", "options, 5", "options, 1"})
    void a_pool_of_transactions_is_refused_as_one(String ignored, int sessions) {
        try (PgBouncer pooler = pooler(Mode.TRANSACTION, ignored, sessions)) {
            assertThat(refused(through(pooler)).sentence())
                    .startsWith(
                            "The address belongs to a connection pooler that can use another session for each transaction.")
                    .contains("holdfast.databases.app.host and .port");
        }
    }

    /** With idle sessions in the pool, the next one can be another. */
    @Test
    void a_pool_of_transactions_is_refused_while_others_use_it() throws Exception {
        try (PgBouncer pooler = pooler(Mode.TRANSACTION, IGNORED, 5)) {
            List<java.sql.Connection> others = new ArrayList<>();
            for (int other = 0; other < 3; other++) {
                java.sql.Connection busy = java.sql.DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + pooler.port() + "/app", server.superuser(), server.password());
                busy.setAutoCommit(false);
                try (Statement statement = busy.createStatement()) {
                    statement.execute("select 1");
                }
                others.add(busy);
            }
            others.getFirst().commit();

            assertThat(refused(through(pooler)).cause()).isEqualTo(SessionFailureCause.POOLER);
            for (java.sql.Connection other : others) {
                other.close();
            }
        }
    }

    /** Otherwise the next client would get our path, or no row security. */
    @Test
    void nothing_of_a_refused_session_stays_in_the_pool() throws Exception {
        try (PgBouncer pooler = pooler(Mode.TRANSACTION, IGNORED, 1)) {
            refused(through(pooler));

            try (java.sql.Connection application = java.sql.DriverManager.getConnection(
                            "jdbc:postgresql://127.0.0.1:" + pooler.port() + "/app",
                            server.superuser(),
                            server.password());
                    Statement statement = application.createStatement();
                    ResultSet row = statement.executeQuery("select current_setting('search_path'),"
                            + " current_setting('row_security'), current_setting('default_transaction_read_only')")) {
                row.next();
                assertThat(row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
                        .isEqualTo("\"$user\", public on off");
            }
        }
    }

    /** In session mode, a pool with one session has none for a second client, so it cannot be distinguished from one that shares it. */
    @Test
    @Tag("long")
    void a_pool_with_one_session_is_refused_as_a_pooler() {
        try (PgBouncer pooler = pooler(Mode.SESSION, IGNORED, 1)) {
            assertThat(refused(through(pooler)).cause()).isEqualTo(SessionFailureCause.POOLER);
        }
    }

    private static SessionFailure refused(DatabaseConnection to) {
        return SessionFailure.of(catchThrowableOfType(
                SQLException.class,
                () -> JdbcConnectionFactory.readOnly(to, SOON).close()));
    }

    private static String one(DatabaseConnection to, String question) throws SQLException {
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(to, SOON);
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String dumped(DatabaseConnection to) throws Exception {
        try (RunningProgram dump =
                        new PgDump(TestConnections.programs(), to, TestConnections.options("none", false)).start();
                InputStream bytes = dump.output()) {
            String archive = new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
            ProgramExitResult exitResult = dump.await();
            assertThat(exitResult.succeeded()).as(exitResult.complaint().text()).isTrue();
            return archive;
        }
    }
}
