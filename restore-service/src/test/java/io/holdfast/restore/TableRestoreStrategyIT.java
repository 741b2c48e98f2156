package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.testing.TestSourceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** A table is restored in place, and nothing else changes. */
@QuarkusTest
@TestProfile(FastTimersProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "restore"))
@QuarkusTestResource(TestTargets.class)
class TableRestoreStrategyIT extends RunningService {

    @Test
    void an_inheritance_parents_own_rows_come_back_and_its_childrens_stay() {
        TestSourceDatabase source = prepared("fleet", "inheritance.sql");
        BackupCompleted completed = verified(source);
        source.execute(
                "update only fleet.vehicle set plate = 'WRONG'", "insert into fleet.truck values (9001, 'T-NEW', 3)");

        restored(restoring.plan(completed, "in_place", "fleet.vehicle"));

        assertThat(count("fleet", "only fleet.vehicle where plate = 'V-' || id"))
                .isEqualTo("50");
        assertThat(count("fleet", "only fleet.vehicle")).isEqualTo("50");
        assertThat(count("fleet", "only fleet.truck")).isEqualTo("301");
        assertThat(count("fleet", "only fleet.bus")).isEqualTo("200");
    }

    @Test
    void rows_that_are_partitioned_by_the_hash_of_an_enum_come_back_through_their_table() {
        TestSourceDatabase source = prepared("queue", "enum_partitions.sql");
        BackupCompleted completed = verified(source);
        source.execute("delete from jobs where id > 10", "update jobs set payload = 'WRONG'");

        restored(restoring.plan(completed, "in_place", "public.jobs"));

        assertThat(count("queue", "jobs where payload = md5(id::text)")).isEqualTo("5000");
        assertThat(count("queue", "jobs")).isEqualTo("5000");
    }

    @Test
    void a_partitioned_table_by_its_own_name_means_its_partitions_which_the_plan_lists() {
        TestSourceDatabase source = prepared("meter", "partitions.sql");
        BackupCompleted completed = verified(source);
        source.execute("delete from usage where at >= '2025-03-01'", "insert into tariffs values (1)");
        RestorePlanned beside = restoring.plan(completed, "fresh", "public.usage");
        assertThat(text(beside, "partitions_filed"))
                .contains("public.usage_2025h1", "public.usage_2025h2_7", "public.usage_2025h2_rest");

        RestoreCompleted sidecar = restoring.completed(restoring.approve(beside));
        RestorePlanned plan = restoring.plan(completed, "in_place", "public.usage");
        restored(plan);

        assertThat(count(sidecar.target(), "usage")).isEqualTo("4000");
        assertThat(count(sidecar.target(), "tariffs")).isEqualTo("0");
        assertThat(text(plan, "partitions"))
                .contains("public.usage_2025h1", "public.usage_2025h2_7", "public.usage_2025h2_rest");
        assertThat(count("meter", "usage where kwh = id * 0.1 and at = date '2025-01-01' + (id % 365)::int"))
                .isEqualTo("4000");
        assertThat(count("meter", "tariffs")).isEqualTo("1");
    }

    @Test
    void a_table_that_the_backup_does_not_have_is_an_obstacle_of_the_plan() {
        BackupCompleted completed = verified(prepared("nowhere", "migration.sql"));

        RestorePlanned plan = restoring.plan(completed, "fresh", "public.nowhere");

        assertThat(plan.obstacles()).extracting(Finding::code).containsExactly("no_such_table");
    }

    @Test
    void triggers_and_rules_that_are_always_enabled_do_not_act_and_are_enabled_always_afterwards() {
        TestSourceDatabase source = prepared("members", "always_trigger.sql");
        BackupCompleted completed = verified(source);
        source.execute("update members set name = 'oops' where id <= 50");
        RestorePlanned plan = restoring.plan(completed, "in_place", "public.members");
        assertThat(text(plan, "triggers")).contains("audit_members", "keep");

        restored(plan);

        assertThat(count("members", "members where changed = '2020-01-01' and name = 'm' || id"))
                .isEqualTo("200");
        assertThat(count("members", "members_audit")).isEqualTo("50");
        assertThat(restoring.ask(
                        "members",
                        "select string_agg(tgenabled::text, '') from pg_trigger where tgname = 'audit_members'"))
                .isEqualTo("A");
        assertThat(restoring.ask("members", "select ev_enabled from pg_rewrite where rulename = 'keep'"))
                .isEqualTo("A");
    }

    @Test
    void sequences_of_restored_columns_stand_beyond_the_rows_and_the_report_says_which_were_moved() {
        TestSourceDatabase source = prepared("counters", "sequences.sql");
        BackupCompleted completed = verified(source);
        source.execute(
                "truncate customers, invoices restart identity",
                "alter sequence shared restart",
                "alter sequence downwards restart",
                "alter sequence \"old style\" restart");

        RestoreCompleted done = restored(restoring.plan(
                completed,
                "in_place",
                "public.customers",
                "public.invoices",
                "public.parcels",
                "public.refunds",
                "public.orders",
                "public.tickets"));

        assertThat(next("insert into customers (name) values ('new') returning id"))
                .isEqualTo("501");
        assertThat(next("insert into invoices (total) values (1) returning id")).isEqualTo("901");
        assertThat(next("insert into parcels (name) values ('new') returning id"))
                .isEqualTo("203");
        assertThat(next("insert into refunds (name) values ('new') returning id"))
                .isEqualTo("-31");
        assertThat(next("insert into orders (name) values ('new') returning id"))
                .isEqualTo("41");
        assertThat(done.findings())
                .filteredOn(finding -> finding.code().equals("sequence_moved"))
                .hasSize(5);
        assertThat(done.findings()).extracting(Finding::code).contains("sequence_not_moved");
    }

    @Test
    void a_table_that_hides_rows_from_its_own_owner_comes_back_whole_by_a_role_that_is_no_superuser() {
        TestSourceDatabase source =
                new TestSourceDatabase(TestInfrastructure.postgres(), "notes", TestInfrastructure.backups());
        TestInfrastructure.postgres().execute("postgres", "alter database notes owner to " + TestTargets.OWNER);
        source.execute("grant create on schema public to " + TestTargets.OWNER, sql("row_security.sql"));
        BackupCompleted completed = verified(source);
        source.execute("update notes set body = 'WRONG'", "delete from notes where id > 90");
        RestorePlanned plan = restoring.plan(completed, "in_place", "public.notes");
        // No trigger acts on these rows, so nothing has to be suspended.
        assertThat(plan.obstacles()).isEmpty();

        restored(plan);

        assertThat(count("notes", "notes where body = 'n' || id")).isEqualTo("100");
        assertThat(restoring.ask(
                        "notes", "select relrowsecurity and relforcerowsecurity from pg_class where relname = 'notes'"))
                .isEqualTo("t");
    }

    @Test
    void what_a_role_that_is_no_superuser_lacks_is_an_obstacle_with_its_statement() {
        TestSourceDatabase source =
                new TestSourceDatabase(TestInfrastructure.postgres(), "bare", TestInfrastructure.backups());
        TestInfrastructure.postgres().execute("postgres", "alter database bare owner to " + TestTargets.OWNER);
        source.execute(
                sql("references.sql"), "create table plain (id serial primary key)", "insert into plain values (41)");
        BackupCompleted completed = verified(source);
        source.execute("grant select, insert, delete on loose to " + TestTargets.OWNER);

        RestorePlanned authors = restoring.plan(completed, "in_place", "public.authors");
        RestorePlanned plain = restoring.plan(completed, "in_place", "public.plain");

        assertThat(authors.obstacles())
                .extracting(Finding::code)
                .containsExactly("may_not_replace_rows", "may_not_suspend_triggers", "may_not_check_reference");
        assertThat(authors.obstacles().toString())
                .contains(
                        "GRANT SELECT, INSERT, DELETE ON \"public\".\"authors\" TO \"app_owner\"",
                        "GRANT SET ON PARAMETER session_replication_role TO \"app_owner\"",
                        "GRANT SELECT ON \"public\".\"books\" TO \"app_owner\"");
        assertThat(plain.obstacles())
                .extracting(Finding::code)
                .containsExactly("may_not_replace_rows", "may_not_move_sequence");
        assertThat(plain.obstacles().toString())
                .contains("GRANT SELECT, UPDATE ON SEQUENCE \"public\".\"plain_id_seq\" TO \"app_owner\"");

        source.execute(
                "grant select, insert, delete on plain to " + TestTargets.OWNER,
                "grant select, update on sequence plain_id_seq to " + TestTargets.OWNER,
                "delete from plain");
        restored(restoring.plan(completed, "in_place", "public.plain"));
        assertThat(restoring.ask("bare", "insert into plain default values returning id"))
                .isEqualTo("42");
        assertThat(count("bare", "plain")).isEqualTo("2");
    }

    @Test
    void event_triggers_neither_act_on_a_tables_restore_nor_forbid_it() {
        TestSourceDatabase source =
                prepared("erp", "event_triggers.sql").execute("alter event trigger log_ddl enable always");
        BackupCompleted completed = verified(source);
        source.execute("delete from sales where id > 100");
        String before = restoring.ask("erp", "select count(*) from ddl_log");

        restored(restoring.plan(completed, "in_place", "public.sales"));

        assertThat(count("erp", "sales")).isEqualTo("500");
        assertThat(count("erp", "ddl_log")).isEqualTo(before);
        assertThat(restoring.ask(
                        "erp",
                        "select string_agg(evtname || evtenabled::text, ' ' order by evtname) from pg_event_trigger"))
                .isEqualTo("log_ddlA no_ddlO");
    }

    @Test
    void what_a_constraint_writes_elsewhere_is_noticed_and_nothing_is_changed() {
        TestSourceDatabase source = prepared("readings", "writing_constraint.sql");
        BackupCompleted completed = verified(source);
        source.execute("delete from readings where id > 10", "truncate seen");

        RestoreFailed failed = failed(restoring.plan(completed, "in_place", "public.readings"));

        assertThat(failed.reason()).isEqualTo("other_relations_touched");
        assertThat(failed.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("public.seen"));
        assertThat(count("readings", "readings")).isEqualTo("10");
        assertThat(count("readings", "seen")).isEqualTo("0");
    }

    @Test
    void rows_that_the_live_table_would_change_are_noticed_where_they_lie_and_nothing_is_changed() {
        TestSourceDatabase source = prepared("rounded", "writing_constraint.sql")
                .execute("alter table readings drop constraint readings_id_check");
        BackupCompleted completed = verified(source);
        source.execute("delete from readings where id > 10", "alter table readings alter value type numeric(10, 1)");

        RestoreFailed failed = failed(restoring.plan(completed, "in_place", "public.readings"));

        assertThat(failed.reason()).isEqualTo("contents_differ");
        assertThat(count("rounded", "readings")).isEqualTo("10");
    }

    @Test
    void rows_that_refer_to_restored_ones_stay_and_the_plan_says_what_others_will_see() {
        TestSourceDatabase source = prepared("library", "references.sql");
        BackupCompleted completed = verified(source);
        source.execute("update authors set name = 'WRONG'", "insert into books values (101, 1, 'new')");
        RestorePlanned plan = restoring.plan(completed, "in_place", "public.authors");
        assertThat(text(plan, "foreign_key")).contains("public.books", "ON DELETE CASCADE");
        assertThat(text(plan, "subscribers")).contains("everything", "deletion", "insertion");

        restored(plan);

        assertThat(count("library", "authors where name = 'a' || id")).isEqualTo("10");
        assertThat(count("library", "books")).isEqualTo("101");
        RestorePlanned loose = restoring.plan(completed, "in_place", "public.loose");
        assertThat(loose.obstacles()).extracting(Finding::code).containsExactly("no_replica_identity");
    }

    /** A trigger checks its constraint, and triggers are suspended. */
    @Test
    void a_deferrable_constraint_that_came_after_the_backup_holds_or_nothing_is_changed() {
        TestSourceDatabase source = new TestSourceDatabase(
                        TestInfrastructure.postgres(), "deferred", TestInfrastructure.backups())
                .execute(
                        "create table seats (id int primary key, seat int)", "insert into seats values (1, 7), (2, 7)");
        BackupCompleted completed = verified(source);
        source.execute(
                "delete from seats where id = 2", "alter table seats add unique (seat) deferrable initially deferred");

        RestoreFailed failed = failed(restoring.plan(completed, "in_place", "public.seats"));

        assertThat(failed.reason()).isEqualTo("rows_refused");
        assertThat(count("deferred", "seats")).isEqualTo("1");
    }

    private RestoreCompleted restored(RestorePlanned plan) {
        assertThat(plan.obstacles()).isEmpty();
        return restoring.completed(restoring.approveWithSafeguard(plan));
    }

    private RestoreFailed failed(RestorePlanned plan) {
        assertThat(plan.obstacles()).isEmpty();
        return restoring.failed(restoring.approveWithSafeguard(plan));
    }

    private static String text(RestorePlanned plan, String code) {
        return plan.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .map(Finding::text)
                .findFirst()
                .orElse("no finding " + code);
    }

    private String count(String database, String rows) {
        return restoring.ask(database, "select count(*) from " + rows);
    }

    private String next(String insert) {
        return restoring.ask("counters", insert);
    }
}
