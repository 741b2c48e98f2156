package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.HostileDatabaseObjects;
import io.holdfast.localstack.testing.OptionsRejectingPooler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No session of Holdfast runs code that the owner of a database created there. */
class SecureSessionSettingsIT {

    private static final Duration SOON = Duration.ofMinutes(5);
    private static final String VISITOR = "visitor";

    /** A query that every service runs in a similar form. */
    private static final String LOOK = "select n.nspname || '.' || c.relname, lower(n.nspname), count(*) over ()"
            + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            + " where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p') order by 1";

    @TempDir
    static Path folder;

    private static PostgresServer server;
    private static HostileDatabaseObjects planted;

    @BeforeAll
    static void a_database_whose_owner_has_planted_code() {
        server = PostgresServer.start(folder.resolve("postgres"));
        server.createDatabase("app");
        server.createRole(VISITOR, "v1s1t0r");
        server.grantReadAll(VISITOR);
        server.execute("app", "create table items (id int)", "insert into items values (1)");
        planted = HostileDatabaseObjects.in(server, "app", VISITOR);
    }

    @AfterAll
    static void it_ends() {
        server.destroy();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_session_for_long_rows_is_pinned_and_gives_them_in_pieces(boolean readOnly) throws Exception {
        try (java.sql.Connection session = JdbcConnectionFactory.forLongRows(
                TestConnections.connection(server, "postgres"), Duration.ofSeconds(20), readOnly)) {
            LongRow.assertComesInPieces(session);
            try (java.sql.ResultSet row = session.createStatement()
                    .executeQuery("select current_setting('search_path'), current_setting('transaction_read_only')")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo(SecureSessionSettings.SEARCH_PATH);
                assertThat(row.getString(2)).isEqualTo(readOnly ? "on" : "off");
            }
        }
    }

    @Test
    void an_ordinary_session_does_run_it() throws SQLException {
        server.createDatabase("control");
        HostileDatabaseObjects control = HostileDatabaseObjects.in(server, "control");

        try (java.sql.Connection connection = server.connect("control");
                Statement statement = connection.createStatement()) {
            statement.executeQuery(LOOK);
        }

        assertThat(control.runs())
                .anyMatch(run -> run.startsWith("view pg_class"))
                .anyMatch(run -> run.contains("!~"));
    }

    @Test
    void a_session_that_only_reads_does_not_run_it() throws SQLException {
        assertThat(looked(JdbcConnectionFactory.readOnly(visitor(server.port()), SOON)))
                .isPositive();

        assertThat(planted.runs()).isEmpty();
    }

    @Test
    void a_session_that_may_write_does_not_run_it() throws SQLException {
        assertThat(looked(JdbcConnectionFactory.to(visitor(server.port()), SOON)))
                .isPositive();

        assertThat(planted.runs()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(OptionsRejectingPooler.Behaviour.class)
    void a_pooler_that_knows_no_options_changes_nothing(OptionsRejectingPooler.Behaviour behaviour) throws Exception {
        try (OptionsRejectingPooler pooler = new OptionsRejectingPooler(behaviour, server.port())) {
            assertThat(looked(JdbcConnectionFactory.readOnly(visitor(pooler.port()), SOON)))
                    .isPositive();
            assertThat(looked(JdbcConnectionFactory.to(visitor(pooler.port()), SOON)))
                    .isPositive();
            assertThatThrownBy(() -> write(JdbcConnectionFactory.readOnly(superuser(pooler.port()), SOON)))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
        }

        assertThat(planted.runs()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(OptionsRejectingPooler.Behaviour.class)
    void behind_such_a_pooler_a_failed_query_does_not_affect_the_next(OptionsRejectingPooler.Behaviour behaviour)
            throws Exception {
        try (OptionsRejectingPooler pooler = new OptionsRejectingPooler(behaviour, server.port());
                java.sql.Connection connection = JdbcConnectionFactory.readOnly(visitor(pooler.port()), SOON);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select * from absent"))
                    .isInstanceOf(SQLException.class);

            assertThat(one(statement, "show search_path")).isEqualTo("pg_catalog,pg_temp");
        }
    }

    @Test
    void a_proxy_that_refuses_the_drivers_usual_parameters_is_reported_as_such() throws Exception {
        try (OptionsRejectingPooler pooler = OptionsRejectingPooler.refusing("TimeZone", server.port())) {
            assertThatThrownBy(() -> JdbcConnectionFactory.readOnly(visitor(pooler.port()), SOON))
                    .isInstanceOf(UnsupportedPoolerException.class)
                    .hasMessage(
                            "The address belongs to a connection pooler or proxy that refuses start-up parameters (SQLSTATE"
                                    + " 08P01). Connect to the server directly, or to a pool in session mode: set host and port.");
        }
    }

    @Test
    void a_session_that_only_reads_cannot_write() {
        assertThatThrownBy(() -> write(JdbcConnectionFactory.readOnly(superuser(server.port()), SOON)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
    }

    /** If the path does not contain the temporary schema, it is searched first, and a temporary table could hide a catalog. */
    @Test
    void temporary_tables_are_found_last() throws SQLException {
        try (java.sql.Connection connection = JdbcConnectionFactory.to(superuser(server.port()), SOON);
                Statement statement = connection.createStatement()) {
            statement.execute("create temporary table pg_class (relname text)");

            assertThat(one(statement, "select count(*) > 0 from pg_class")).isEqualTo("t");
        }
    }

    /** Rows that a policy hides would be missing without an error; and a policy is code of the table's owner. */
    @Test
    void a_policy_is_not_run_but_refused() throws SQLException {
        server.execute(
                "app",
                "create table public.guarded (id int)",
                "alter table public.guarded enable row level security",
                "create policy run on public.guarded using (public.planted('policy'))");

        try (java.sql.Connection connection = JdbcConnectionFactory.readOnly(visitor(server.port()), SOON);
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select * from public.guarded"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        } finally {
            server.execute("app", "drop table public.guarded");
        }
        assertThat(planted.runs()).isEmpty();
    }

    /** They empty the path themselves, before the first query, so they need no start-up option that a pooler refuses. */
    @Test
    void postgresqls_own_programs_do_not_run_it() throws Exception {
        Path archive = folder.resolve("app.dump");
        try (RunningProgram dump = new PgDump(
                        TestConnections.programs(), visitor(server.port()), TestConnections.options("none", false))
                .start()) {
            Files.copy(dump.output(), archive);
            assertSucceeded(dump);
        }
        PgDumpall roles = new PgDumpall(
                TestConnections.programs(),
                visitor(server.port()),
                PgDumpall.RolePasswords.LEFT_OUT,
                Duration.ofMinutes(1));
        try (RunningProgram program = roles.start()) {
            assertSucceeded(program);
        }
        PgRestoreIntoDatabase.Options data = new PgRestoreIntoDatabase.Options(
                1, false, false, PgRestoreIntoDatabase.Section.DATA, Optional.empty());
        try (RunningProgram restore = new PgRestoreIntoDatabase(
                        TestConnections.programs(), archive, superuser(server.port()), data)
                .start(line -> {})) {
            assertSucceeded(restore);
        }
        PgAmcheck amcheck = new PgAmcheck(TestConnections.programs(), superuser(server.port()), 1);
        try (RunningProgram program = amcheck.start()) {
            assertSucceeded(program);
        }

        assertThat(planted.runs()).isEmpty();
    }

    private static void assertSucceeded(RunningProgram program) throws IOException, InterruptedException {
        program.output().transferTo(OutputStream.nullOutputStream());
        ProgramExitResult exitResult = program.await();
        assertThat(exitResult.succeeded()).as(exitResult.complaint().text()).isTrue();
    }

    private static int looked(java.sql.Connection session) throws SQLException {
        try (java.sql.Connection connection = session;
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOOK)) {
            int rows = 0;
            while (row.next()) {
                rows++;
            }
            return rows;
        }
    }

    private static void write(java.sql.Connection session) throws SQLException {
        try (java.sql.Connection connection = session;
                Statement statement = connection.createStatement()) {
            statement.execute("create table public.written (id int)");
        }
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static DatabaseConnection visitor(int port) {
        return DatabaseConnection.to("127.0.0.1", port, VISITOR, "app").withPassword(Secret.of("v1s1t0r"));
    }

    private static DatabaseConnection superuser(int port) {
        return DatabaseConnection.to("127.0.0.1", port, server.superuser(), "app")
                .withPassword(Secret.of(server.password()));
    }

    @Test
    void a_query_of_an_operator_finds_the_tables_of_the_application() throws SQLException {
        server.createDatabase("shop");
        server.execute(
                "shop",
                "create schema stock",
                "create table stock.shelf as select 7 as id",
                "create table public.counter as select 8 as id");

        assertThat(asked("shop", "select id from counter")).isEqualTo("8");
        server.execute("shop", "alter database shop set search_path = stock, public");
        assertThat(asked("shop", "select id from shelf")).isEqualTo("7");
        server.execute("shop", "alter role " + VISITOR + " in database shop set search_path = public");
        assertThatThrownBy(() -> asked("shop", "select id from shelf")).isInstanceOf(SQLException.class);
    }

    @Test
    void a_query_of_an_operator_takes_postgresqls_own_before_a_copy_of_it() throws SQLException {
        assertThat(asked("app", "select count(*) > 0 from items where id = 1")).isEqualTo("t");

        assertThat(planted.runs()).isEmpty();
    }

    @Test
    void after_a_query_of_an_operator_the_path_is_ours_again() throws SQLException {
        try (java.sql.Connection connection = JdbcConnectionFactory.readOnly(visitor(server.port()), SOON);
                Statement statement = connection.createStatement()) {
            List<String> during = List.of(
                    ApplicationSearchPath.query(connection, own -> one(own, "show search_path")),
                    one(statement, "show search_path"));

            assertThat(during).containsExactly("pg_catalog, public, pg_catalog, pg_temp", "pg_catalog,pg_temp");
        }
    }

    private static String asked(String database, String query) throws SQLException {
        try (java.sql.Connection connection =
                JdbcConnectionFactory.readOnly(visitor(server.port()).withDatabase(database), SOON)) {
            return ApplicationSearchPath.query(connection, statement -> one(statement, query));
        }
    }
}
