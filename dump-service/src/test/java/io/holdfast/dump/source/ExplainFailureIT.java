package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.Failure;
import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.RequiredPrograms;
import io.holdfast.postgrestools.Connection;
import io.holdfast.postgrestools.Secret;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real dumps that fail, on a server that writes German where this system can: no word of it decides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class ExplainFailureIT {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String GERMAN = "de_DE.UTF-8";

    private PostgresServer server;
    private GivenSource source;

    @BeforeAll
    void a_server_with_a_role_that_reads_everything(@TempDir Path folder) {
        server = PostgresServer.start(folder.resolve("postgres"));
        source = new GivenSource(server);
        if (RequiredPrograms.has(RequiredPrograms.GERMAN)) {
            server.execute("postgres", "alter system set lc_messages = '" + GERMAN + "'", "select pg_reload_conf()");
        }
        server.createRole("reader", "reader");
        server.letReadAll("reader");
        server.createDatabase("app");
        server.execute(
                "app",
                "create table base (id int primary key, v text)",
                "insert into base select n, md5(n::text) from generate_series(1, 1000) n");
    }

    @AfterEach
    void it_still_answers() {
        await().atMost(GivenSource.SOON).until(() -> {
            try (java.sql.Connection session = server.connect("app")) {
                return session.isValid(1);
            } catch (SQLException e) {
                return false;
            }
        });
    }

    @AfterAll
    void it_ends() {
        server.destroy();
    }

    private void database(String name, String... statements) {
        server.createDatabase(name);
        server.execute(name, statements);
    }

    private static void says(TestInfo test, DumpFailure failure) {
        System.out.println("reads: " + test.getDisplayName() + ": " + failure.failure() + ": " + failure.message());
    }

    @Test
    void the_server_speaks_german() throws SQLException {
        RequiredPrograms.assume(RequiredPrograms.GERMAN);

        try (java.sql.Connection session = server.connect("app");
                Statement statement = session.createStatement()) {
            assertThat(messageOf(statement)).contains("Relation").contains("existiert nicht");
        }
    }

    private static String messageOf(Statement statement) {
        try {
            statement.execute("select * from nothing");
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void a_wrong_password(TestInfo test) throws Exception {
        DumpFailure failure = source.failure(
                Connection.to(server.host(), server.port(), "reader", "app").withPassword(Secret.of("wr0ng")));

        says(test, failure);
        assertThat(failure.failure()).isEqualTo(Failure.AUTHENTICATION);
        assertThat(failure.sqlState()).contains("28P01");
    }

    @Test
    void a_database_that_is_not_there(TestInfo test) throws Exception {
        DumpFailure failure = source.failure(source.role("reader", "nowhere"));

        says(test, failure);
        assertThat(failure.failure()).isEqualTo(Failure.NO_SUCH_DATABASE);
        assertThat(failure.sqlState()).contains("3D000");
    }

    @Test
    void a_role_without_a_free_connection(TestInfo test) throws Exception {
        server.createRole("single", "single");
        server.execute("postgres", "alter role single connection limit 1", "grant pg_read_all_data to single");
        Connection single = source.role("single", "app");

        try (java.sql.Connection taken =
                java.sql.DriverManager.getConnection(server.jdbcUrl("app"), "single", "single")) {
            DumpFailure failure = source.failure(single);

            says(test, failure);
            assertThat(taken.isValid(1)).isTrue();
            assertThat(failure.failure()).isEqualTo(Failure.SERVER_BUSY);
            assertThat(failure.sqlState()).contains("53300");
        }
    }

    @Test
    void a_table_that_the_role_may_not_read_is_named(TestInfo test) throws Exception {
        server.createRole("stranger", "stranger");

        DumpFailure failure = source.failure(source.role("stranger", "app"));

        says(test, failure);
        assertThat(failure.failure()).isEqualTo(Failure.PERMISSION);
        assertThat(failure.message()).contains("'public.base'", "42501");
    }

    @Test
    void a_table_with_row_security_is_named(TestInfo test) throws Exception {
        database("guarded", "create table secret (id int)", "alter table secret enable row level security");

        DumpFailure failure = source.failure(source.role("reader", "guarded"));

        says(test, failure);
        assertThat(failure.failure()).isEqualTo(Failure.PERMISSION);
        assertThat(failure.message()).contains("'public.secret'");
    }

    @Test
    void a_large_object_of_another(TestInfo test) throws Exception {
        database("large", "select lo_from_bytea(0, 'large')");

        DumpFailure failure = source.failure(source.role("reader", "large"));

        says(test, failure);
        assertThat(failure.failure()).isEqualTo(Failure.PERMISSION);
        assertThat(failure.message()).contains("a large object");
    }

    @Test
    void a_locked_table_is_named_with_the_process_that_holds_it(TestInfo test) throws Exception {
        try (java.sql.Connection holder = source.locked("app", "base")) {
            DumpFailure failure = source.failure(source.role("reader", "app"), SHORT, dump -> {});

            says(test, failure);
            assertThat(holder.isValid(1)).isTrue();
            assertThat(failure.failure()).isEqualTo(Failure.LOCK_TIMEOUT);
            assertThat(failure.message()).contains("holds public.base");
        }
    }

    /** pg_dump has read the list of views and asks for each definition after it has all locks. */
    @Test
    void a_view_that_was_dropped_meanwhile_is_no_damage(TestInfo test) throws Exception {
        server.execute("app", "create view churn as select id from base");

        try (java.sql.Connection holder = source.locked("app", "base")) {
            DumpFailure failure = source.failure(source.role("reader", "app"), LONG, dump -> {
                source.awaitWaitingForLock();
                holder.createStatement().execute("drop view churn");
                holder.commit();
            });

            says(test, failure);
            assertThat(failure.failure()).isEqualTo(Failure.OBJECTS_DROPPED);
            assertThat(failure.message()).contains("Objects were dropped while the dump looked at them: 1 relation");
        }
    }

    /** Made after our look and dropped before the next one: nothing is gone, but the server has counted. */
    @Test
    void a_view_that_lived_only_meanwhile_is_seen_by_what_the_server_counted(TestInfo test) throws Exception {
        FailedDump dump = source.failed(source.superuser("nowhere"), LONG, running -> {});
        Connection app = source.role("reader", "app");
        ReadCatalogState.Before before = new ReadCatalogState().read(app);
        server.execute("app", "create view brief as select id from base", "drop view brief");
        FailedDump later =
                new FailedDump(app, dump.programs(), dump.ended(), false, dump.took(), dump.lockWait(), before);

        await().atMost(GivenSource.SOON)
                .untilAsserted(() -> assertThat(new ExplainFailure(new FindLongestLine())
                                .explain(later)
                                .failure())
                        .isEqualTo(Failure.OBJECTS_DROPPED));
        says(test, new ExplainFailure(new FindLongestLine()).explain(later));
    }

    @Test
    void temporary_tables_of_others_are_no_reason() throws Exception {
        FailedDump dump = source.failed(source.superuser("nowhere"), LONG, running -> {});
        Connection app = source.role("reader", "app");
        ReadCatalogState.Before before = new ReadCatalogState().read(app);
        server.execute("app", "create temp table scratch (id int primary key, v text default 'x'); drop table scratch");
        FailedDump later =
                new FailedDump(app, dump.programs(), dump.ended(), false, dump.took(), dump.lockWait(), before);

        assertThat(new ExplainFailure(new FindLongestLine()).explain(later).failure())
                .isEqualTo(Failure.UNRECOGNISED);
    }

    @Test
    void a_session_that_an_administrator_ended(TestInfo test) throws Exception {
        try (java.sql.Connection holder = source.locked("app", "base")) {
            DumpFailure failure = source.failure(source.role("reader", "app"), LONG, dump -> {
                source.awaitWaitingForLock();
                server.execute("postgres", "select pg_terminate_backend(" + source.backend() + ")");
            });

            says(test, failure);
            assertThat(holder.isValid(1)).isTrue();
            assertThat(failure.failure()).isEqualTo(Failure.SERVER_BUSY);
            assertThat(failure.message()).contains("ended by an administrator");
        }
    }

    @Test
    void a_server_that_was_started_again(TestInfo test) throws Exception {
        try (java.sql.Connection holder = source.locked("app", "base")) {
            DumpFailure failure = source.failure(source.role("reader", "app"), LONG, dump -> {
                source.awaitWaitingForLock();
                server.restart();
            });

            says(test, failure);
            assertThat(holder.isValid(1)).isFalse();
            assertThat(failure.failure()).isEqualTo(Failure.UNREACHABLE);
            assertThat(failure.message()).contains("started again while it was dumped");
        }
    }

    @Test
    void a_server_one_of_whose_processes_crashed(TestInfo test) throws Exception {
        try (java.sql.Connection holder = source.locked("app", "base")) {
            FailedDump dump = source.failed(source.role("reader", "app"), LONG, running -> {
                source.awaitWaitingForLock();
                ProcessHandle.of(source.backend()).orElseThrow().destroyForcibly();
            });
            it_still_answers();

            DumpFailure failure = new ExplainFailure(new FindLongestLine()).explain(dump);

            says(test, failure);
            assertThat(holder.isValid(1)).isFalse();
            assertThat(failure.failure()).isEqualTo(Failure.UNREACHABLE);
            assertThat(failure.message()).contains("crashed while it was dumped");
        }
    }

    @Test
    void a_killed_pg_dump(TestInfo test) throws Exception {
        try (java.sql.Connection holder = source.locked("app", "base")) {
            DumpFailure failure = source.failure(source.role("reader", "app"), LONG, dump -> {
                source.awaitWaitingForLock();
                ProcessHandle.of(dump.pid()).orElseThrow().destroyForcibly();
            });

            says(test, failure);
            assertThat(holder.isValid(1)).isTrue();
            assertThat(failure.failure()).isEqualTo(Failure.TOOL_FAILED);
            assertThat(failure.message()).contains("signal 9");
        }
    }

    @Test
    void a_value_whose_pieces_are_missing_is_damage_and_its_table_is_named(TestInfo test) throws Exception {
        database(
                "damaged",
                "create table pages (id int, body text)",
                "alter table pages alter body set storage external",
                "insert into pages select n, repeat(md5(n::text), 1000) from generate_series(1, 300) n",
                "create extension pg_surgery",
                "select heap_force_kill(reltoastrelid, array['(0,1)']::tid[]) from pg_class where relname = 'pages'");

        DumpFailure failure = source.failure(source.role("reader", "damaged"));

        says(test, failure);
        assertThat(failure.failure()).isEqualTo(Failure.SOURCE_DAMAGED);
        assertThat(failure.message()).contains("'public.pages'", "XX001", "keep the older backups");
        assertThat(failure.sqlState()).contains("XX001");
    }

    /** "cache lookup failed" is what a server says of it, and nothing on its disk is wrong. */
    @Test
    void a_dangling_entry_of_the_catalogs_is_unrecognised_and_no_damage(TestInfo test) throws Exception {
        database(
                "dangling",
                "create function once() returns int language sql as 'select 1'",
                "create table uses (id int default once())",
                "delete from pg_proc where proname = 'once'");

        DumpFailure failure = source.failure(source.superuser("dangling"));

        says(test, failure);
        assertThat(failure.failure()).isEqualTo(Failure.UNRECOGNISED);
        assertThat(failure.message()).contains("exit status 1");
    }

    @Test
    void a_server_in_another_language_is_set_to_english_by_who_may() {
        RequiredPrograms.assume(RequiredPrograms.GERMAN);

        assertThat(messages(source.superuser("app"))).isEqualTo(ServerMessages.SETTABLE);
        assertThat(messages(source.role("reader", "app"))).isEqualTo(ServerMessages.FIXED);
        server.execute("postgres", "alter role reader set lc_messages to 'C'");
        try {
            assertThat(messages(source.role("reader", "app"))).isEqualTo(ServerMessages.ENGLISH);
        } finally {
            server.execute("postgres", "alter role reader reset lc_messages");
        }
    }

    private static ServerMessages messages(Connection as) {
        return ((SourceLook.Seen) new SourceInspector().look(as)).facts().messages();
    }
}
