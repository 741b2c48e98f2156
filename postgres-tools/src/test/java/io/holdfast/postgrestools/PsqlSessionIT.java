package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.HostileDatabaseObjects;
import io.holdfast.localstack.testing.OptionsRejectingPooler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(900)
class PsqlSessionIT {

    private static final String VISITOR = "visitor";

    @TempDir
    static Path folder;

    private static PostgresServer server;
    private static HostileDatabaseObjects planted;

    @BeforeAll
    static void given_a_database_whose_owner_has_planted_code() {
        server = PostgresServer.start(folder.resolve("postgres"));
        server.createDatabase("app");
        server.createRole(VISITOR, "v1s1t0r");
        server.grantReadAll(VISITOR);
        server.execute(
                "app",
                "create table items as select n as id, repeat(md5(n::text) || E'\\t\\\\\\n', n % 7 * 100) as text"
                        + " from generate_series(1, 5000) n",
                "create table ends (line text)",
                "insert into ends values ('\\. 00000 00000'), (E'x\\n\\\\. 00000 00000'), ('\\.'), ('')");
        planted = HostileDatabaseObjects.in(server, "app", VISITOR);
    }

    @AfterAll
    static void stop() {
        server.destroy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"items", "ends"})
    void rows_are_the_bytes_that_the_driver_reads(String table) throws Exception {
        String statement = "copy public." + table + " to stdout";

        try (PsqlSession psql = session("app");
                java.sql.Connection driver =
                        JdbcConnectionFactory.readOnly(TestConnections.connection(server, "app"), Duration.ZERO)) {
            assertThat(bytes(psql, statement)).isEqualTo(bytes(new JdbcCopyToStdoutSession(driver), statement));
        }
    }

    @Test
    void one_session_answers_many_times_and_keeps_its_settings() throws Exception {
        try (PsqlSession psql = session("app")) {
            psql.text("copy (select pg_catalog.set_config('bytea_output', 'escape', false)) to stdout");

            for (int i = 0; i < 100; i++) {
                assertThat(psql.text("copy (select " + i + ", '\\x5c'::bytea where " + i + " % 2 = 0) to stdout"))
                        .isEqualTo(i % 2 == 0 ? i + "\t\\\\\\\\\n" : "");
            }
        }
    }

    @Test
    void a_refused_copy_has_the_servers_sqlstate_and_the_session_goes_on() throws Exception {
        try (PsqlSession psql = session("app")) {
            assertRefused(psql, "copy public.absent to stdout", "42P01");
            assertRefused(psql, "copy (select 1 +) to stdout", "42601");

            assertThat(psql.text("copy (select 1) to stdout")).isEqualTo("1\n");
        }
    }

    /** psql itself treats such a COPY as successful. */
    @Test
    void a_copy_that_fails_among_its_rows_has_the_servers_sqlstate() throws Exception {
        try (PsqlSession psql = session("app")) {
            assertRefused(psql, "copy (select 1 / (4000 - id) from public.items) to stdout", "22012");
            assertRefused(psql, "copy public.absent to stdout", "42P01");
            assertRefused(psql, "copy (select 1 / (3 - id) from public.items where id < 9) to stdout", "22012");

            assertThat(psql.text("copy (select 1) to stdout")).isEqualTo("1\n");
        }
    }

    @Test
    void psqls_own_syntax_is_not_parsed_in_a_statement() throws Exception {
        Path trace = folder.resolve("trace");

        try (PsqlSession psql = session("app")) {
            assertRefused(psql, "copy (select 1) to stdout; \\! touch " + trace, "42601");
            assertThat(psql.text("copy (select ':USER' as \"\\! touch " + trace + "\n\\q\") to stdout"))
                    .isEqualTo(":USER\n");
        }

        assertThat(trace).doesNotExist();
    }

    @Test
    void a_sink_can_end_the_copy() throws Exception {
        try (PsqlSession psql = session("app")) {
            assertThat(psql.copy(
                            "copy (select repeat('x', 1000) from generate_series(1, 1000000)) to stdout",
                            (b, f, n) -> false))
                    .isFalse();
        }
    }

    @Test
    void a_session_that_the_server_ends_is_a_broken_connection() throws Exception {
        try (PsqlSession psql = session("app")) {
            SQLException ended = catchThrowableOfType(
                    SQLException.class,
                    () -> psql.text(
                            "copy (select pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid())) to stdout"));

            assertThat(ended.getSQLState()).startsWith("08");
        }
    }

    @Test
    void a_wrong_password_is_distinguished_from_a_missing_database() {
        DatabaseConnection right = TestConnections.connection(server, "app");

        assertThat(state(right.withPassword(Secret.of("wrong")))).startsWith("28");
        assertThat(state(right.withDatabase("absent"))).isEqualTo("3D000");
        assertThat(state(DatabaseConnection.to("127.0.0.1", 1, "nobody", "app")))
                .startsWith("08");
    }

    @Test
    void it_writes_nothing_and_runs_no_code_of_the_databases_owner() throws Exception {
        try (PsqlSession psql = PsqlSession.open(TestConnections.programs(), visitor(server.port()))) {
            assertRefused(psql, "create table public.written (id int)", "25006");
            assertThat(psql.text("copy (select pg_catalog.count(*) from pg_class where relname = 'items') to stdout"))
                    .isEqualTo("1\n");
        }

        assertThat(planted.runs()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(OptionsRejectingPooler.Behaviour.class)
    void a_pooler_that_knows_no_options_changes_nothing(OptionsRejectingPooler.Behaviour behaviour) throws Exception {
        try (OptionsRejectingPooler pooler = new OptionsRejectingPooler(behaviour, server.port());
                PsqlSession psql = PsqlSession.open(TestConnections.programs(), visitor(pooler.port()))) {
            assertThat(psql.text("copy (select pg_catalog.current_setting('search_path')) to stdout"))
                    .isEqualTo("pg_catalog,pg_temp\n");
        }
    }

    @Test
    void its_password_is_in_nobodys_argv() throws Exception {
        try (PsqlSession psql = session("app")) {
            assertThat(psql.text("copy (select 1) to stdout")).isNotEmpty();

            assertThat(ProcessHandle.current().descendants())
                    .extracting(process -> Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")))
                    .anyMatch(argv -> argv.contains("psql"))
                    .noneMatch(argv -> argv.contains(server.password()));
        }
    }

    private static PsqlSession session(String database) throws SQLException, IOException {
        return PsqlSession.open(TestConnections.programs(), TestConnections.connection(server, database));
    }

    private static DatabaseConnection visitor(int port) {
        return DatabaseConnection.to("127.0.0.1", port, VISITOR, "app").withPassword(Secret.of("v1s1t0r"));
    }

    private static String state(DatabaseConnection to) {
        return catchThrowableOfType(
                        SQLException.class,
                        () -> PsqlSession.open(TestConnections.programs(), to).close())
                .getSQLState();
    }

    private static void assertRefused(PsqlSession psql, String statement, String sqlState) {
        assertThatThrownBy(() -> psql.text(statement))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState));
    }

    private static byte[] bytes(CopyToStdoutSession source, String statement) throws SQLException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        assertThat(source.copy(statement, (bytes, from, length) -> {
                    all.write(bytes, from, length);
                    return true;
                }))
                .isTrue();
        return all.toByteArray();
    }
}
