package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.testing.TestSourceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** In a disaster, everything that can be restored is restored, and the rest is reported. */
@QuarkusTest
@TestProfile(FastTimersProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "restore"))
@QuarkusTestResource(TestTargets.class)
class RestoreWithFindingsIT extends RunningService {

    /** The query of the view has names without a schema, so pg_restore cannot fill the view. */
    private static TestSourceDatabase viewed(String database) {
        return source(database)
                .execute(
                        "create function authors() returns table (id bigint) language sql stable as"
                                + " 'select author from messages'",
                        "create materialized view authors_counted as select id, count(*) from authors() group by 1");
    }

    /** An event trigger that allows schema changes only to releases, and one that records the changes. */
    private static TestSourceDatabase locked(String database) {
        return source(database)
                .execute(
                        "create table history(tag text)",
                        "create materialized view counted as select count(*) from messages",
                        "create function remember() returns event_trigger language plpgsql as"
                                + " $$ begin insert into public.history values (tg_tag); end $$",
                        "create event trigger remember on ddl_command_end execute function remember()",
                        "create table later(id int)",
                        "create function keep() returns event_trigger language plpgsql as"
                                + " $$ begin raise exception 'no DDL here'; end $$",
                        "create event trigger keep on ddl_command_start execute function keep()",
                        "alter event trigger keep enable always");
    }

    @Test
    void a_fresh_restore_keeps_what_comes_back_and_names_the_rest() throws Exception {
        BackupCompleted completed = backedUp(viewed("viewed"));

        UUID restore = restoring.approve(restoring.plan(completed, "fresh"));

        RestoreCompleted done = log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(done.notRestored()).extracting(Finding::code).containsExactly("unqualified_name");
        assertThat(String.valueOf(done.notRestored())).contains("public.authors_counted", "search_path");
        assertThat(done.findings()).extracting(Finding::code).contains("contents_equal");
        assertThat(messages(done.target())).isEqualTo("2000");
        assertThat(restoring.ask(done.target(), "select ispopulated from pg_matviews"))
                .isEqualTo("f");
        assertThat(restoring.catalogued("select words from restore where id = ?", restore))
                .contains("messages");
    }

    @Test
    void a_swap_refuses_findings_that_nobody_has_accepted() {
        BackupCompleted completed = backedUp(viewed("viewed_swapped"));

        UUID restore = restoring.approve(restoring.plan(completed, "swap"));

        RestoreFailed failed = log.await(RestoreFailed.class, RestoreFixture.of(restore));
        assertThat(failed.reason()).isEqualTo("findings_not_accepted");
        assertThat(failed.findings()).extracting(Finding::code).containsExactly("unqualified_name");
        assertThat(messages("viewed_swapped")).isEqualTo("1000");
        assertThat(restoring.ask("postgres", "select count(*) from pg_database where datname like 'viewed_swapped_%'"))
                .isEqualTo("0");
    }

    @Test
    void a_user_mapping_without_its_role_is_named_and_its_password_is_nowhere() throws Exception {
        TestSourceDatabase source = source("federated")
                .execute(
                        "create role fed_app",
                        "create extension postgres_fdw",
                        "create server head_office foreign data wrapper postgres_fdw options (host '192.0.2.1')",
                        "create user mapping for fed_app server head_office options (user 'hq', password"
                                + " 'very-secret-4711')");
        BackupCompleted completed = restoring.verified(source.complete(BackupKind.FULL, DAY));
        source.execute("drop user mapping for fed_app server head_office", "drop role fed_app");

        UUID restore = restoring.approve(restoring.plan(completed, "fresh"));

        RestoreCompleted done = log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(done.notRestored()).extracting(Finding::code).contains("role_missing");
        assertThat(done.notRestored()).extracting(Finding::sqlState).contains("42704");
        assertThat(String.valueOf(done.notRestored())).contains("fed_app");
        assertThat(done.toString() + restoring.catalogued("select restore::text from restore where id = ?", restore))
                .contains("USER MAPPING")
                .doesNotContain("very-secret-4711");
    }

    /** pg_restore alone cannot restore these rows, because the index is created after them. */
    @Test
    void a_swap_refuses_rows_that_name_an_index_which_comes_later() {
        BackupCompleted completed = backedUp(source("watched")
                .execute(
                        "create index messages_by_author on messages (author)",
                        "create table index_watch (id int primary key, idx regclass)",
                        "insert into index_watch values (1, 'messages_by_author')"));

        UUID restore = restoring.approve(restoring.plan(completed, "swap"));

        RestoreFailed failed = log.await(RestoreFailed.class, RestoreFixture.of(restore));
        assertThat(failed.reason()).isEqualTo("findings_not_accepted");
        assertThat(failed.findings()).extracting(Finding::code).contains("names_later_object");
        assertThat(failed.findings().toString()).contains("public.index_watch", "store the names as text");
        assertThat(messages("watched")).isEqualTo("1000");
    }

    /** The index of the live table calls a function that does not find its objects on the search path of the session. */
    @Test
    void rows_of_one_table_that_its_own_index_refuses_are_refused_with_the_reason() throws Exception {
        TestSourceDatabase source =
                press("press").execute("create index barcodes_slices on barcodes (public.slug(code))");
        BackupCompleted completed = restoring.verified(source.complete(BackupKind.FULL, DAY));
        source.execute("delete from barcodes where id > 10");

        UUID restore = restoring.approveWithSafeguard(restoring.plan(completed, "in_place", "public.barcodes"));

        RestoreFailed failed = log.await(RestoreFailed.class, RestoreFixture.of(restore));
        assertThat(failed.reason()).isEqualTo("rows_refused");
        assertThat(failed.message()).contains("search_path", "42883").doesNotContain("AB");
        assertThat(failed.sqlState()).isEqualTo("42883");
        assertThat(restoring.ask("press", "select count(*) from barcodes")).isEqualTo("10");
    }

    @Test
    void rows_of_one_table_come_back_in_spite_of_another_table_that_does_not() throws Exception {
        TestSourceDatabase source = press("press_again");
        BackupCompleted completed = restoring.verified(source.complete(BackupKind.FULL, DAY));
        source.execute("delete from barcodes where id > 10");

        UUID restore = restoring.approveWithSafeguard(restoring.plan(completed, "in_place", "public.barcodes"));

        log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(restoring.ask("press_again", "select count(*) from barcodes"))
                .isEqualTo("50");
    }

    /**
     * The rows of articles can never be restored: a generated column calls a function that names another one without its
     * schema.
     */
    private static TestSourceDatabase press(String database) {
        return source(database)
                .execute(
                        "create function plain(v text) returns text language sql immutable as 'select lower(v)'",
                        "create function slug(v text) returns text language plpgsql immutable as"
                                + " $$ begin return plain(v); end $$",
                        "create table articles (id int primary key, title text,"
                                + " slug text generated always as (public.slug(title)) stored)",
                        "create table barcodes (id int primary key, code text)",
                        "insert into articles (id, title) select n, 'Ärger ' || n from generate_series(1, 50) n",
                        "insert into barcodes select n, 'AB' || n from generate_series(1, 50) n");
    }

    @Test
    void a_swap_goes_on_if_each_finding_is_accepted_by_the_name_of_its_object() {
        BackupCompleted completed = backedUp(viewed("viewed_accepted"));
        RestorePlanned plan = restoring.plan(new RestoreRequested(
                "viewed_accepted",
                completed.backup(),
                "ann",
                "swap",
                null,
                List.of(),
                null,
                null,
                1,
                true,
                List.of("public.authors_counted")));
        assertThat(plan.findings()).extracting(Finding::code).contains("accepting");

        UUID restore = restoring.approve(plan);

        RestoreCompleted done = log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(done.notRestored()).extracting(Finding::code).containsExactly("unqualified_name");
        assertThat(messages("viewed_accepted")).isEqualTo("2000");
    }

    @Test
    void event_triggers_come_back_last_and_disturb_nothing() {
        BackupCompleted completed = restoring.verified(locked("locked").complete(BackupKind.FULL, DAY));

        UUID restore = restoring.approve(restoring.plan(completed, "fresh"));

        RestoreCompleted done = log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(done.notRestored()).isNull();
        assertThat(restoring.ask(done.target(), "select count from counted")).isEqualTo("2000");
        assertThat(restoring.ask(
                        done.target(),
                        "select string_agg(evtname::text || evtenabled::text, ',' order by 1) from pg_event_trigger"))
                .isEqualTo("keepA,rememberO");
    }

    @Test
    void event_triggers_of_the_live_database_do_not_disturb_a_restore_in_place() {
        BackupCompleted completed = restoring.verified(locked("locked_in_place").complete(BackupKind.FULL, DAY));
        String before = restoring.ask("locked_in_place", "select string_agg(tag, ',') from history");
        TestInfrastructure.postgres().execute("locked_in_place", "delete from messages where id > 1000");

        UUID restore = restoring.approveWithSafeguard(restoring.plan(completed, "in_place"));

        log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(messages("locked_in_place")).isEqualTo("2000");
        assertThat(restoring.ask("locked_in_place", "select string_agg(tag, ',') from history"))
                .isEqualTo(before);
        assertThat(restoring.ask("locked_in_place", "select count(*) from pg_event_trigger"))
                .isEqualTo("2");
    }

    @Test
    void an_event_trigger_that_always_acts_and_that_the_backup_does_not_have_is_an_obstacle_in_place() {
        TestSourceDatabase source = source("locked_since");
        BackupCompleted completed = restoring.verified(source.complete(BackupKind.FULL, DAY));
        source.execute(
                "create function keep() returns event_trigger language plpgsql as"
                        + " $$ begin raise exception 'no DDL here'; end $$",
                "create event trigger keep on ddl_command_start execute function keep()",
                "alter event trigger keep enable always");

        RestorePlanned plan = restoring.plan(completed, "in_place");

        assertThat(plan.obstacles()).extracting(Finding::code).containsExactly("event_trigger");
        assertThat(plan.obstacles().getFirst().text()).contains("keep", "DISABLE");
    }

    @Test
    void more_large_objects_than_the_server_can_lock_are_an_obstacle_to_a_restore_in_place() {
        TestSourceDatabase source = source("large")
                .execute("select lo_create(n::oid) from generate_series(50000, 50001 +"
                        + " current_setting('max_locks_per_transaction')::int *"
                        + " (current_setting('max_connections')::int +"
                        + " current_setting('max_prepared_transactions')::int)) n");
        BackupCompleted completed = restoring.verified(source.complete(BackupKind.FULL, DAY));

        RestorePlanned plan = restoring.plan(completed, "in_place");

        assertThat(plan.obstacles()).extracting(Finding::code).containsExactly("too_many_locks");
        assertThat(plan.obstacles().getFirst().text()).contains("max_locks_per_transaction");
    }

    @Test
    void settings_that_a_check_reads_are_set_before_the_rows_come() {
        TestSourceDatabase source = source("tenanted")
                .execute(
                        "alter database tenanted set app.tenant = 'north'",
                        "alter database tenanted set default_transaction_read_only = off",
                        "set app.tenant = 'north'; create table orders(tenant text check (tenant ="
                                + " current_setting('app.tenant'))); insert into orders values ('north')");
        BackupCompleted completed = restoring.verified(source.complete(BackupKind.FULL, DAY));

        UUID restore = restoring.approve(restoring.plan(completed, "fresh"));

        RestoreCompleted done = log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(done.notRestored()).isNull();
        assertThat(restoring.ask(done.target(), "show app.tenant")).isEqualTo("north");
    }

    @Test
    void without_its_tablespace_everything_goes_into_the_default_one() {
        TestSourceDatabase source = source("spaced");
        TestInfrastructure.postgres()
                .execute(
                        "postgres",
                        "set allow_in_place_tablespaces = on",
                        "create tablespace \"Fast Disk\" location ''");
        source.execute("create table placed(id int primary key using index tablespace \"Fast Disk\") tablespace \"Fast"
                + " Disk\"");
        BackupCompleted completed = restoring.verified(source.complete(BackupKind.FULL, DAY));
        source.execute("drop table placed", "drop tablespace \"Fast Disk\"");

        UUID restore = restoring.approve(restoring.plan(completed, "fresh"));

        RestoreCompleted done = log.await(RestoreCompleted.class, RestoreFixture.of(restore));
        assertThat(done.notRestored()).isNull();
        assertThat(done.findings()).extracting(Finding::code).contains("tablespace_missing");
        assertThat(done.findings().toString()).contains("Fast Disk");
        assertThat(restoring.ask(done.target(), "select count(*) from placed")).isEqualTo("0");
    }
}
