package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.OptionsRejectingPooler;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(900)
class PgDumpIT {

    private static final Duration SOON = Duration.ofMinutes(5);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static PostgresServer server;

    @TempDir
    Path folder;

    @BeforeAll
    static void given_a_server_with_a_database() throws Exception {
        server = PostgresServer.start(Files.createTempDirectory("postgres-tools-"));
        server.createRole("reader", "reader");
        server.createDatabase("app");
        server.execute(
                "app", "create table item as select g as id, md5(g::text) as text from generate_series(1, 20000) g");
    }

    @AfterAll
    static void stop() {
        server.destroy();
    }

    @Test
    void a_dump_is_an_archive_that_lists_decodes_and_gives_its_rows() throws Exception {
        Path archive = archive(TestConnections.options("gzip:1", false));

        assertThat(printed(new PgRestore(TestConnections.programs(), archive).data()))
                .contains("COPY public.item (id, text) FROM stdin;\n1\tc4ca4238a0b923820dcc509a6f75849b\n");
        assertThat(printed(new PgRestore(TestConnections.programs(), archive).decode()))
                .isEmpty();
        TableOfContents contents =
                TableOfContents.parse(printed(new PgRestore(TestConnections.programs(), archive).list()));
        assertThat(contents.ofType("TABLE DATA"))
                .extracting(TableOfContents.Entry::name)
                .containsExactly("item");
        assertThat(contents.writtenBy()).contains(TestConnections.programs().version());
    }

    @Test
    void the_text_of_a_dump_under_pinned_settings_is_not_the_databases() throws Exception {
        server.createDatabase("vault");
        server.execute(
                "vault",
                "alter database vault set bytea_output = 'escape'",
                "alter database vault set intervalstyle = 'sql_standard'",
                "alter database vault set timezone = 'Asia/Tokyo'",
                "create table secret as select '\\x00ff5c0a'::bytea as body, interval '1 day -2 hours' as took,"
                        + " timestamptz '2026-03-29 00:59:00+00' as at");
        Path archive = folder.resolve("vault.dump");

        try (RunningProgram dump = new PgDump(
                        TestConnections.programs(),
                        TestConnections.connection(server, "vault").withSettings(TextOutputSettings.PINNED),
                        TestConnections.options("none", false))
                .start()) {
            Files.copy(dump.output(), archive);
            assertThat(dump.await().succeeded()).isTrue();
        }

        assertThat(printed(new PgRestore(TestConnections.programs(), archive).data()))
                .contains("\\\\x00ff5c0a\t1 day -02:00:00\t2026-03-29 00:59:00+00\n");
    }

    @ParameterizedTest
    @EnumSource(OptionsRejectingPooler.Behaviour.class)
    void a_pooler_that_does_not_take_the_settings_is_noticed(OptionsRejectingPooler.Behaviour behaviour)
            throws Exception {
        DatabaseConnection direct = TestConnections.connection(server, "app");
        try (OptionsRejectingPooler pooler = new OptionsRejectingPooler(behaviour, server.port())) {
            DatabaseConnection through = DatabaseConnection.to("127.0.0.1", pooler.port(), direct.username(), "app")
                    .withPassword(Secret.of(server.password()));

            assertThat(TextOutputSettings.areTaken(through, SOON)).isFalse();
            assertThat(TextOutputSettings.areTaken(direct, SOON)).isTrue();
        }
    }

    @Test
    void a_schema_only_dump_has_no_rows() throws Exception {
        Path archive = archive(TestConnections.options("none", true));

        String rows = printed(new PgRestore(TestConnections.programs(), archive).data());

        assertThat(rows).doesNotContain("COPY");
    }

    @Test
    void roles_are_dumped_by_whoever_may_read_them() throws Exception {
        RunningProgram roles = new PgDumpall(
                        TestConnections.programs(),
                        TestConnections.connection(server, "app"),
                        PgDumpall.RolePasswords.INCLUDED,
                        Duration.ofSeconds(5))
                .start();

        assertThat(printed(roles)).contains("CREATE ROLE reader;").contains("SCRAM-SHA-256");
    }

    @Test
    void an_ordinary_role_dumps_roles_without_their_passwords() throws Exception {
        DatabaseConnection ordinary = DatabaseConnection.to(server.host(), server.port(), "reader", "app")
                .withPassword(Secret.of("reader"));

        RunningProgram roles = new PgDumpall(
                        TestConnections.programs(), ordinary, PgDumpall.RolePasswords.LEFT_OUT, Duration.ofSeconds(5))
                .start();

        assertThat(printed(roles)).contains("CREATE ROLE reader;").doesNotContain("SCRAM-SHA-256");
    }

    @Test
    void a_database_name_that_is_a_connection_string_is_only_a_name() throws Exception {
        RunningProgram dump = dump("host=localhost dbname=app", TestConnections.options("none", false));

        assertThat(dump.output().readAllBytes()).isEmpty();
        assertThat(dump.await().exitCode()).isEqualTo(1);
        assertThat(ConnectionCheck.failure(TestConnections.connection(server, "host=localhost dbname=app"), SOON))
                .map(SessionFailure::cause)
                .contains(SessionFailureCause.NO_SUCH_DATABASE);
    }

    @Test
    void a_database_name_like_an_option_is_dumped() throws Exception {
        server.createDatabase("--help me");

        RunningProgram dump = dump("--help me", TestConnections.options("none", false));

        assertThat(new String(dump.output().readNBytes(5), StandardCharsets.US_ASCII))
                .isEqualTo("PGDMP");
        dump.output().transferTo(OutputStream.nullOutputStream());
        assertThat(dump.await().succeeded()).isTrue();
    }

    @Test
    void neither_argv_nor_environment_has_password_or_names() throws Exception {
        try (java.sql.Connection ignored = locked("item");
                RunningProgram dump = dump("app", TestConnections.options("none", false))) {
            awaitWaitingForLock();

            String argv = Files.readString(Path.of("/proc/" + dump.pid() + "/cmdline"));
            String environment = Files.readString(Path.of("/proc/" + dump.pid() + "/environ"));

            assertThat(argv)
                    .contains("pg_dump")
                    .doesNotContain(server.password())
                    .doesNotContain("app");
            assertThat(environment)
                    .contains("PGSERVICE=holdfast")
                    .doesNotContain(server.password())
                    .doesNotContain("PGUSER", "PGDATABASE", "PGPASSWORD");
        }
    }

    @Test
    void a_lock_that_is_not_granted_ends_the_dump() throws Exception {
        try (java.sql.Connection ignored = locked("item")) {
            PgDump.Options impatient =
                    new PgDump.Options(false, ArchiveCompression.parse("none"), Duration.ofMillis(300), 0);

            ProgramExitResult exitResult = dump("app", impatient).await();

            assertThat(exitResult.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void stopping_takes_the_query_off_the_server() throws Exception {
        try (java.sql.Connection ignored = locked("item")) {
            RunningProgram dump = dump("app", TestConnections.options("none", false));
            awaitWaitingForLock();

            dump.stop(GRACE);

            assertThat(dump.await().succeeded()).isFalse();
            await().atMost(SOON).until(() -> waiting() == 0);
        }
    }

    @Test
    void one_that_ignores_sigterm_is_killed_after_the_grace() throws Exception {
        RunningProgram stubborn = shell("trap '' TERM; echo ready; while :; do read line < /dev/zero; done");
        assertThat(new String(stubborn.output().readNBytes(6), StandardCharsets.US_ASCII))
                .isEqualTo("ready\n");

        stubborn.stop(Duration.ofMillis(200));

        assertThat(stubborn.await().exitCode()).isEqualTo(137);
    }

    @Test
    void a_flood_on_stderr_blocks_nothing_and_is_bounded() throws Exception {
        RunningProgram flood = shell("head -c 3000000 /dev/zero | tr '\\0' x >&2; echo done; echo last words >&2");

        String printed = new String(flood.output().readAllBytes(), StandardCharsets.US_ASCII);

        ProgramExitResult exitResult = flood.await();
        assertThat(printed).isEqualTo("done\n");
        assertThat(exitResult.complaint().text())
                .hasSizeLessThan(66_000)
                .contains("bytes left out")
                .endsWith("last words\n");
    }

    @Test
    void a_reader_that_ends_early_ends_the_dump() throws Exception {
        server.createDatabase("wide");
        server.execute("wide", "create table item as select repeat(md5(g::text), 30) from generate_series(1, 20000) g");
        RunningProgram dump = dump("wide", TestConnections.options("none", false));
        dump.output().readNBytes(10);

        dump.output().close();

        assertThat(dump.await(SOON))
                .hasValueSatisfying(
                        exitResult -> assertThat(exitResult.succeeded()).isFalse());
    }

    @Test
    void no_pg_dump_outlives_a_killed_jvm() throws Exception {
        try (java.sql.Connection ignored = locked("item")) {
            ProcessBuilder builder = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            DumpUntilKilled.class.getName(),
                            Integer.toString(server.port()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put(DumpUntilKilled.PASSWORD, server.password());
            Process worker = builder.start();
            long pgDump = firstNumber(worker);
            awaitWaitingForLock();
            assertThat(ProcessHandle.of(pgDump)).map(ProcessHandle::isAlive).contains(true);

            worker.destroyForcibly();

            await().atMost(SOON)
                    .until(() -> ProcessHandle.of(pgDump)
                            .filter(ProcessHandle::isAlive)
                            .isEmpty());
        }
    }

    private static long firstNumber(Process worker) throws Exception {
        try (BufferedReader reader = worker.inputReader()) {
            return Long.parseLong(Optional.ofNullable(reader.readLine()).orElseThrow());
        }
    }

    private static RunningProgram dump(String database, PgDump.Options options) throws Exception {
        return new PgDump(TestConnections.programs(), TestConnections.connection(server, database), options).start();
    }

    private static RunningProgram shell(String script) throws Exception {
        return ProgramLauncher.start(java.util.List.of("/bin/bash", "-c", script), java.util.Map.of());
    }

    private Path archive(PgDump.Options options) throws Exception {
        Path archive = folder.resolve("app.dump");
        try (RunningProgram dump = dump("app", options)) {
            Files.copy(dump.output(), archive);
            assertThat(dump.await().succeeded()).isTrue();
        }
        return archive;
    }

    private static String printed(RunningProgram program) throws Exception {
        String printed = new String(program.output().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.await()).matches(ProgramExitResult::succeeded);
        return printed;
    }

    private static void awaitWaitingForLock() {
        await().atMost(SOON).until(() -> waiting() == 1);
    }

    private static int waiting() throws SQLException {
        try (java.sql.Connection session = server.connect("postgres");
                Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from pg_locks where not granted")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Given: a session that locks a table, so that pg_dump waits and writes nothing. */
    private static java.sql.Connection locked(String table) throws SQLException {
        java.sql.Connection session = server.connect("app");
        session.setAutoCommit(false);
        try (Statement statement = session.createStatement()) {
            statement.execute("lock table " + table + " in access exclusive mode");
        }
        return session;
    }
}
