package io.holdfast.restoreengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.holdfast.events.Finding;
import io.holdfast.localstack.testing.EdgeCaseDatabaseScripts;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.PgRestoreIntoDatabase.Section;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.live.InPlaceRestoreCheckResult;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Objects that were created after the backup. The survey lists those that prevent an in-place restore from dropping its
 * objects, and pg_restore itself confirms the list.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewerObjectsIT {

    private static final String BASE = "grown";

    private RestoreEngineFixture fixture;
    private StagedArchive archive;
    private int cases;

    @BeforeAll
    void back_up_a_database_of_many_kinds(@TempDir Path folder) {
        fixture = new RestoreEngineFixture(folder);
        fixture.server.createDatabase(BASE);
        fixture.server.execute(BASE, KindsOfObjects.ALL.toArray(String[]::new));
        archive = fixture.staged(BASE);
    }

    @AfterAll
    void stop() {
        archive.close();
        fixture.close();
    }

    static Stream<Arguments> refusing() {
        return Stream.of(
                arguments("create view newer as select * from orders", "newer", "orders"),
                arguments("create materialized view newer as select twice(1)", "newer", "twice"),
                arguments("create table newer (o int references orders)", "newer", "orders"),
                arguments("create table newer (m mood[])", "newer", "mood"),
                arguments("create table newer (p positive)", "newer", "positive"),
                arguments("create table newer (h hstore)", "newer", "extension hstore"),
                arguments("create table newer (t text collate plain)", "newer", "plain"),
                arguments("create table newer (n int default twice(2))", "newer", "twice"),
                arguments("create table newer (n int generated always as (twice(2)) stored)", "newer", "twice"),
                arguments("create table newer (n int default nextval('counter'))", "newer", "counter"),
                arguments("create table newer () inherits (a_first)", "newer", "a_first"),
                arguments("create table app.newer (n int)", "app.newer", "schema app"),
                arguments("create table newer (n int); create index on newer (twice(n))", "newer", "twice"),
                arguments(
                        "create table newer (n int); create trigger t before insert on newer for each row"
                                + " execute function on_row()",
                        "newer",
                        "on_row"),
                arguments(
                        "create table newer (n int); create policy p on newer using (exists (select from orders))",
                        "newer",
                        "orders"),
                arguments(
                        "create table newer (n int); create rule r as on insert to newer do also delete from z_last",
                        "newer",
                        "z_last"),
                arguments("create function newer(mood) returns int language sql as 'select 1'", "function", "mood"),
                arguments("create function twice(orders) returns int language sql as 'select 1'", "twice", "orders"),
                arguments(
                        "create function newer() returns bigint begin atomic select count(*) from orders; end",
                        "function public.newer()",
                        "orders"),
                arguments("create type newer as (m mood)", "type public.newer", "mood"),
                arguments("create domain newer as positive", "type public.newer", "positive"),
                arguments(
                        "create operator @#@ (leftarg = int, rightarg = int, function = plus_state)",
                        "operator public.@#@",
                        "plus_state"),
                arguments("create aggregate newer(int) (sfunc = plus_state, stype = int)", "newer", "plus_state"),
                arguments("create cast (bigint as mood) with function to_mood(bigint)", "cast", "mood"),
                arguments("create server newer foreign data wrapper w", "server newer", "w"),
                arguments("create user mapping for public server s", "user mapping", "server s"),
                arguments(
                        "create text search configuration newer (parser = default);"
                                + " alter text search configuration newer add mapping for word with d",
                        "newer",
                        "d"),
                arguments(
                        "create event trigger newer on ddl_command_end execute function on_ddl();"
                                + " alter event trigger newer disable",
                        "event trigger newer",
                        "on_ddl"),
                arguments("create or replace view a_view as select x from z_view", "a_view", "z_view"),
                arguments("alter table a_first add foreign key (id) references z_last", "a_first", "z_last"),
                arguments("alter table z_last add foreign key (a) references a_first", "z_last", "a_first"),
                arguments(
                        "create trigger newer before insert on orders for each row execute function on_row()",
                        "trigger newer",
                        "on_row"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusing")
    void what_depends_on_objects_of_the_backup_is_an_obstacle_by_name(String newer, String name, String of)
            throws Exception {
        String database = grown(newer);

        List<Finding> obstacles = surveyed(database).obstacles();

        assertThat(obstacles)
                .filteredOn(found -> !found.code().equals("event_trigger"))
                .singleElement()
                .satisfies(obstacle -> {
                    assertThat(obstacle.code()).isEqualTo("newer_dependents");
                    assertThat(obstacle.text()).contains(name, of);
                });
        assertThat(restoredInPlace(database)).isInstanceOf(PgRestoreResult.Failed.class);
    }

    /** pg_restore drops a base type with CASCADE, including columns of other tables. */
    @Test
    void what_would_be_dropped_although_it_is_no_part_of_the_backup_is_an_obstacle() throws Exception {
        assertThat(surveyed(grown("create table newer (id int, p point2)")).obstacles())
                .singleElement()
                .satisfies(obstacle -> assertThat(obstacle.text()).contains("public.newer", "type public.point2"));
    }

    static Stream<Arguments> dropped() {
        return Stream.of(
                arguments("select 1", ""),
                arguments("create table newer (n int)", ""),
                arguments("create function newer(int) returns int language sql as 'select 1'", ""),
                arguments("create table parted_2 partition of parted for values from (20) to (30)", "public.parted_2"),
                arguments("create index newer on orders (amount)", "index public.newer"),
                arguments(
                        "create function other() returns trigger language plpgsql as 'begin return new; end';"
                                + " create trigger newer before insert on orders for each row execute function other()",
                        "trigger newer"),
                arguments("create policy newer on orders using (amount > 1)", "policy newer"),
                arguments("create statistics newer on id, amount from orders", "newer"),
                arguments("create rule newer as on insert to orders do also notify newer", "rule newer"),
                arguments("create publication newer for table orders", "newer"),
                arguments("create publication newer for table orders where (id > 1)", "newer"),
                arguments("create publication newer for all tables", ""),
                arguments("create sequence newer owned by orders.id", ""),
                arguments("alter table orders alter amount set default twice(3)", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dropped")
    void what_is_dropped_with_its_table_is_a_note_and_no_obstacle(String newer, String noted) throws Exception {
        String database = grown(newer);

        InPlaceRestoreCheckResult survey = surveyed(database);

        assertThat(survey.obstacles()).isEmpty();
        assertThat(survey.notes())
                .filteredOn(note -> note.code().startsWith("newer_"))
                .hasSize(noted.isEmpty() ? 0 : 1)
                .allSatisfy(note -> assertThat(note.text()).contains(noted));
        assertThat(restoredInPlace(database)).isInstanceOf(PgRestoreResult.Done.class);
    }

    @Test
    void an_unusual_database_has_nothing_newer_than_its_backup() throws Exception {
        fixture.server.createDatabase("unusual");
        fixture.server.execute("unusual", EdgeCaseDatabaseScripts.ofAnOwner());

        try (StagedArchive whole = fixture.staged("unusual");
                java.sql.Connection session =
                        JdbcConnectionFactory.readOnly(fixture.connection("unusual"), Duration.ofMinutes(1))) {
            InPlaceRestoreCheckResult survey = InPlaceRestoreCheckResult.of(session, Optional.of(whole.list()));

            assertThat(survey.obstacles()).extracting(Finding::code).doesNotContain("newer_dependents");
            assertThat(survey.notes()).extracting(Finding::code).doesNotContain("newer_parts", "newer_partitions");
        }
    }

    private String grown(String newer) {
        String database = BASE + "_" + cases++;
        fixture.server.execute("postgres", "create database " + database + " template " + BASE);
        fixture.server.execute(database, newer);
        return database;
    }

    private InPlaceRestoreCheckResult surveyed(String database) throws SQLException {
        try (java.sql.Connection session =
                JdbcConnectionFactory.readOnly(fixture.connection(database), Duration.ofMinutes(1))) {
            return InPlaceRestoreCheckResult.of(session, Optional.of(archive.list()));
        }
    }

    private PgRestoreResult restoredInPlace(String database) throws InterruptedException {
        return RestoreArchive.restore(
                archive,
                fixture.connection(database),
                new RestoreOptions(1, true, true, Section.ALL, List.of()),
                ProgressListener.NONE);
    }
}
