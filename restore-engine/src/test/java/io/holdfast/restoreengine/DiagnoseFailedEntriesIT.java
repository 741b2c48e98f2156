package io.holdfast.restoreengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.Secret;
import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.refusal.ArchiveEntryErrorCause;
import io.holdfast.restoreengine.refusal.ArchiveEntryErrorCause.Blame;
import io.holdfast.restoreengine.refusal.RefusedArchiveEntry;
import io.holdfast.restoreengine.server.TargetServerException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real refusals on a server with German messages, if this system has the locale. The text of a message never affects the
 * result.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class DiagnoseFailedEntriesIT {

    private static final Duration SOON = Duration.ofMinutes(5);

    private RestoreEngineFixture fixture;

    @BeforeAll
    void make_a_server(@TempDir Path folder) {
        fixture = new RestoreEngineFixture(folder);
        fixture.writeGerman();
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    private void source(String database, String... statements) {
        fixture.server.createDatabase(database);
        fixture.server.execute(database, statements);
    }

    private PgRestoreResult restored(StagedArchive archive, String into) throws InterruptedException {
        return RestoreArchive.restore(
                archive, fixture.connection(into), RestoreOptions.everything(1, true), ProgressListener.NONE);
    }

    private List<RefusedArchiveEntry> refused(StagedArchive archive, PgRestoreResult restored, String into)
            throws InterruptedException {
        assertThat(restored).isInstanceOf(PgRestoreResult.Failed.class);
        return DiagnoseFailedEntries.of(archive, (PgRestoreResult.Failed) restored, fixture.connection(into));
    }

    private String one(String database, String query) throws SQLException {
        try (Connection connection = fixture.server.connect(database);
                ResultSet row = connection.createStatement().executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /** The result of pg_restore while its rows wait for a lock of another session. */
    private interface Meanwhile {

        void happens(Connection holder, int waiting) throws SQLException;
    }

    /** The rows of a table need an advisory lock while they are loaded. */
    private PgRestoreResult whileRowsWait(StagedArchive archive, String into, Meanwhile meanwhile) throws Exception {
        fixture.server.createDatabase(into);
        fixture.server.execute(into, "alter database " + into + " set deadlock_timeout = '2s'");
        try (Connection holder = fixture.server.connect(into)) {
            holder.createStatement().execute("set deadlock_timeout = '1h'");
            holder.setAutoCommit(false);
            holder.createStatement().execute("select pg_advisory_xact_lock(4711)");
            CompletableFuture<PgRestoreResult> restoring = CompletableFuture.supplyAsync(() -> {
                try {
                    return restored(archive, into);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            String waiting =
                    "select pid from pg_stat_activity where datname = '" + into + "' and wait_event = 'advisory'";
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !one(into, waiting).isEmpty());
            meanwhile.happens(holder, Integer.parseInt(one(into, waiting)));
            holder.rollback();
            return restoring.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private StagedArchive withRowsThatWait(String database) {
        source(
                database,
                "create function waited(n int) returns int language plpgsql immutable as"
                        + " $$ begin perform pg_advisory_xact_lock(4711); return 2 * n; end $$",
                "create table held (id int, twice int generated always as (public.waited(id)) stored)",
                "insert into held select generate_series(1, 10)");
        return fixture.staged(database);
    }

    @Test
    void a_deadlock_during_the_restore_says_nothing_against_the_backup() throws Exception {
        try (StagedArchive archive = withRowsThatWait("deadlocked")) {
            PgRestoreResult restored = whileRowsWait(
                    archive,
                    "deadlocked_back",
                    (holder, waiting) -> holder.createStatement().execute("lock table held in access exclusive mode"));

            List<RefusedArchiveEntry> refused = refused(archive, restored, "deadlocked_back");

            assertThat(refused).extracting(RefusedArchiveEntry::cause).containsExactly(ArchiveEntryErrorCause.DEADLOCK);
            assertThat(refused.getFirst().cause().blame()).isEqualTo(Blame.NOTHING);
            assertThat(refused.getFirst().finding().text())
                    .startsWith("table data public.held: the server ended a deadlock");
            assertThat(one("deadlocked_back", "select count(*) from held")).isEqualTo("10");
        }
    }

    @Test
    void a_statement_that_somebody_cancelled_is_tried_again_and_says_nothing_against_the_backup() throws Exception {
        try (StagedArchive archive = withRowsThatWait("cancelled")) {
            PgRestoreResult restored = whileRowsWait(
                    archive,
                    "cancelled_back",
                    (holder, waiting) -> holder.createStatement().execute("select pg_cancel_backend(" + waiting + ")"));

            List<RefusedArchiveEntry> refused = refused(archive, restored, "cancelled_back");

            assertThat(refused)
                    .extracting(RefusedArchiveEntry::cause)
                    .containsExactly(ArchiveEntryErrorCause.ONLY_AFTERWARDS);
            assertThat(refused).allMatch(RefusedArchiveEntry::isHarmless);
            assertThat(one("cancelled_back", "select count(*) from held")).isEqualTo("10");
        }
    }

    @Test
    void a_session_that_somebody_ended_is_a_broken_connection() throws Exception {
        try (StagedArchive archive = withRowsThatWait("ended")) {
            PgRestoreResult restored = whileRowsWait(
                    archive,
                    "ended_back",
                    (holder, waiting) ->
                            holder.createStatement().execute("select pg_terminate_backend(" + waiting + ")"));

            assertThat(restored)
                    .isInstanceOfSatisfying(
                            PgRestoreResult.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(TargetServerException.RESTARTED));
        }
    }

    @Test
    void a_lock_that_another_session_holds_is_the_servers_affair() throws Exception {
        source(
                "locked",
                "create table t (id int primary key, v text)",
                "create index t_by_v on t (v)",
                "insert into t values (1, 'a')");
        try (StagedArchive archive = fixture.staged("locked");
                Connection holder = fixture.server.connect("locked")) {
            fixture.server.execute("locked", "drop index t_by_v");
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table t in access exclusive mode");

            List<RefusedArchiveEntry> refused =
                    DiagnoseFailedEntries.of(archive, failed(archive, "INDEX"), fixture.connection("locked"));

            assertThat(refused).extracting(RefusedArchiveEntry::sqlState).containsExactly("55P03");
            assertThat(refused.getFirst().cause()).isEqualTo(ArchiveEntryErrorCause.SERVER_BUSY);
            assertThat(refused.getFirst().cause().blame()).isEqualTo(Blame.SERVER);
            assertThat(refused.getFirst().finding().sqlState()).isEqualTo("55P03");
        }
    }

    private static PgRestoreResult.Failed failed(StagedArchive archive, String type) {
        return new PgRestoreResult.Failed(
                PgRestoreResult.ERRORS,
                "",
                List.of(),
                "",
                archive.list().ofType(type).stream().map(Entry::id).toList(),
                Optional.empty(),
                false);
    }

    @Test
    void a_comment_on_an_extension_that_the_role_does_not_own_does_no_harm() throws Exception {
        source(
                "commented",
                "create extension citext",
                "comment on extension citext is 'ours'",
                "create table t (v text)");
        source("commented_back", "create extension citext");
        fixture.server.createRole("plain", "plain");
        fixture.server.execute("postgres", "alter database commented_back owner to plain");
        fixture.server.execute("commented_back", "grant create on schema public to plain");
        try (StagedArchive archive = fixture.staged("commented")) {
            PgRestoreResult restored = RestoreArchive.restore(
                    archive,
                    fixture.connection("commented_back").withRole("plain", Secret.of("plain")),
                    RestoreOptions.everything(1, false),
                    ProgressListener.NONE);

            List<RefusedArchiveEntry> refused = DiagnoseFailedEntries.of(
                    archive,
                    (PgRestoreResult.Failed) restored,
                    fixture.connection("commented_back").withRole("plain", Secret.of("plain")));

            assertThat(refused).extracting(RefusedArchiveEntry::cause).containsExactly(ArchiveEntryErrorCause.HARMLESS);
        }
    }

    @Test
    void rows_that_are_there_are_not_loaded_again() throws Exception {
        source("filled", "create table t (id int)", "insert into t values (1)");
        try (StagedArchive archive = fixture.staged("filled")) {
            List<RefusedArchiveEntry> refused =
                    DiagnoseFailedEntries.of(archive, failed(archive, "TABLE DATA"), fixture.connection("filled"));

            assertThat(refused)
                    .extracting(RefusedArchiveEntry::cause)
                    .containsExactly(ArchiveEntryErrorCause.NOT_TRIED);
            assertThat(one("filled", "select count(*) from t")).isEqualTo("1");
        }
    }

    @Test
    void a_password_in_the_options_of_an_entry_is_in_no_words() throws Exception {
        source(
                "federated",
                "create role fed_app",
                "create extension postgres_fdw",
                "create server head_office foreign data wrapper postgres_fdw options (host '192.0.2.1')",
                "create user mapping for fed_app server head_office options (user 'hq', password 'very-secret-4711')",
                "create table own (id int)");
        try (StagedArchive archive = fixture.staged("federated")) {
            fixture.server.execute(
                    "federated", "drop user mapping for fed_app server head_office", "drop role fed_app");
            fixture.server.createDatabase("federated_back");

            PgRestoreResult restored = restored(archive, "federated_back");

            List<RefusedArchiveEntry> refused = refused(archive, restored, "federated_back");
            assertThat(refused)
                    .extracting(RefusedArchiveEntry::cause)
                    .containsExactly(ArchiveEntryErrorCause.ROLE_MISSING);
            assertThat(refused.getFirst().finding().text()).contains("fed_app", "SQLSTATE 42704");
            assertThat(((PgRestoreResult.Failed) restored).words())
                    .contains("USER MAPPING fed_app")
                    .doesNotContain("very-secret-4711");
            assertThat(refused.toString() + restored).doesNotContain("very-secret-4711");
        }
    }

    @Test
    void a_view_that_is_filled_before_what_its_function_reads_does_not_come_back_by_itself() throws Exception {
        source(
                "ordered",
                "create table t (id int)",
                "insert into t values (1), (2)",
                "create materialized view z as select count(*) as n from t",
                "create function counted() returns bigint language sql stable as 'select n from public.z'",
                "create materialized view a as select public.counted() as n");
        fixture.server.createDatabase("ordered_back");
        try (StagedArchive archive = fixture.staged("ordered")) {
            PgRestoreResult restored = restored(archive, "ordered_back");

            List<RefusedArchiveEntry> refused = refused(archive, restored, "ordered_back");

            assertThat(refused)
                    .extracting(RefusedArchiveEntry::cause)
                    .containsExactly(ArchiveEntryErrorCause.VIEW_READS_ELSEWHERE);
            assertThat(refused.getFirst().finding().text()).contains("public.a", "counted()");
        }
    }

    @Test
    void a_refusal_in_place_changes_nothing_and_names_the_object() throws Exception {
        source("guarded", "create table t (id int, v text)", "insert into t values (1, 'old')");
        try (StagedArchive archive = fixture.staged("guarded")) {
            fixture.server.execute("guarded", "create view seen as select v from t", "update t set v = 'new'");

            PgRestoreResult restored = RestoreArchive.restore(
                    archive,
                    fixture.connection("guarded"),
                    new RestoreOptions(
                            1, true, true, io.holdfast.postgrestools.PgRestoreIntoDatabase.Section.ALL, List.of()),
                    ProgressListener.NONE);

            assertThat(restored).isInstanceOfSatisfying(PgRestoreResult.Failed.class, failed -> {
                assertThat(failed.reason()).isEqualTo(PgRestoreResult.ERRORS);
                assertThat(failed.message()).contains("table public.t", "nothing was changed");
                assertThat(failed.findings()).extracting(Finding::code).containsExactly("restore_error");
            });
            assertThat(one("guarded", "select v from t")).isEqualTo("new");
        }
    }
}
