package io.holdfast.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillImpossible;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.Finding;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationLevel;
import io.holdfast.localstack.testing.TestInfrastructure;
import io.holdfast.store.Manifest;
import io.holdfast.testing.TestSourceDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A drill's role has no rights. Databases that need none are restored completely, and the others are not reported as bad. */
@QuarkusTest
@TestProfile(DrillProfile.class)
@QuarkusTestResource(value = TestInfrastructure.class, initArgs = @ResourceArg(name = "schema", value = "verify"))
@WithTestResource(ScratchServerResource.class)
class DrillKindsIT extends DrillingService {

    private static final String C_FUNCTION =
            "create function alike(text, text) returns boolean language c strict as '$libdir/citext', 'citext_eq'";

    @Test
    void what_an_owner_can_make_comes_back() {
        DrillEvent event = drilled(source("kinds")
                .execute(
                        "create schema ext",
                        "create extension ltree with schema ext",
                        "create extension pageinspect",
                        "comment on extension ltree is 'paths'",
                        "comment on schema ext is 'extensions'",
                        "comment on schema public is 'ours'",
                        "create table ext.paths(id int primary key, path ext.ltree)",
                        "insert into ext.paths values (1, 'a.b'), (2, 'a.c')",
                        "create index on ext.paths using gist (path)",
                        "create table guarded(id int primary key, who text)",
                        "insert into guarded select n, 'user' || n from generate_series(1, 100) n",
                        "alter table guarded enable row level security",
                        "alter table guarded force row level security",
                        "create policy own on guarded using (who = current_user)",
                        "create materialized view seen as select count(*) from guarded",
                        "create type mood as enum ('good', 'bad')",
                        "create type pair as (a int, b int)",
                        "create type span as range (subtype = float8)",
                        "create domain short as text check (length(value) < 10)",
                        "create function added(int, int) returns int language sql immutable as 'select $1 + $2'",
                        "create aggregate total(int) (sfunc = added, stype = int, initcond = '0')",
                        "create operator ## (leftarg = int, rightarg = int, function = added)",
                        "create function as_pair(int) returns pair language sql as 'select row($1, $1)::pair'",
                        "create cast (int as pair) with function as_pair(int)",
                        "create collation german (provider = icu, locale = 'de-x-icu')",
                        "create text search configuration ours (copy = simple)",
                        "create statistics apart on id, who from guarded",
                        "create function secret() returns int language sql security definer as 'select 1'",
                        "create table moods(m mood, s short, p pair, r span)",
                        "insert into moods values ('good', 'x', (1, 2), '[1,2]')",
                        "create rule quiet as on delete to moods do instead nothing",
                        "select lo_from_bytea(4711, 'large')",
                        "comment on large object 4711 is 'a large one'")
                .complete(BackupKind.FULL, DAY_1));

        assertThat(event).isInstanceOf(DrillCompleted.class);
        assertThat(((DrillCompleted) event).level()).isEqualTo(VerificationLevel.L4);
        assertThat(((DrillCompleted) event).findings())
                .extracting(Finding::code)
                .contains("contents_equal")
                .doesNotContain("amcheck_not_run", "restore_warning", "left_out", "databases_open");
    }

    @Test
    void what_acts_or_connects_by_itself_is_left_out_and_named() {
        DrillEvent event = drilled(source("connected")
                .execute(
                        "create extension postgres_fdw",
                        "create server elsewhere foreign data wrapper postgres_fdw options (host '192.0.2.1')",
                        "comment on server elsewhere is 'far away'",
                        "create user mapping for public server elsewhere options (user 'u', password"
                                + " 'secret-of-a-mapping')",
                        "create foreign table far(id int, name text) server elsewhere options (table_name 'near')",
                        "create view farther as select * from far",
                        "create materialized view farthest as select * from far with no data",
                        "create publication told for table messages",
                        "comment on publication told is 'to all'")
                .complete(BackupKind.FULL, DAY_1));

        assertThat(event).isInstanceOf(DrillCompleted.class);
        DrillCompleted done = (DrillCompleted) event;
        assertThat(done.level()).isEqualTo(VerificationLevel.L4);
        assertThat(done.findings())
                .extracting(Finding::code)
                .contains("left_out", "foreign_servers_replaced", "extension_denied");
        assertThat(done.findings().toString())
                .contains("publication told", "user mapping", "elsewhere", "postgres_fdw")
                .doesNotContain("secret-of-a-mapping");
    }

    @Test
    void what_only_a_superuser_can_make_is_named_and_says_nothing_against_the_backup() throws Exception {
        BackupCompleted completed = source("native").execute(C_FUNCTION).complete(BackupKind.FULL, DAY_1);

        DrillImpossible impossible = (DrillImpossible) drilled(completed);

        assertThat(impossible.missing()).extracting(Finding::code).containsOnly("needs_superuser");
        assertThat(impossible.missing().toString()).contains("function public.alike(text, text)", "trusted");
        assertThat(number("select count(*) from verify.backup where trust = 'verified' and id = ?", completed.backup()))
                .isEqualTo(1);
    }

    @Test
    void kinds_that_are_a_superusers_are_named_before_anything_is_restored() {
        DrillImpossible impossible = (DrillImpossible) drilled(source("classed")
                .execute("create operator class backwards for type int using btree as operator 1 >, operator 2 >=,"
                        + " operator 3 =, operator 4 <=, operator 5 <, function 1 btint4cmp(int, int)")
                .complete(BackupKind.FULL, DAY_1));

        assertThat(impossible.missing()).extracting(Finding::code).containsOnly("needs_superuser");
        assertThat(impossible.missing().toString()).contains("operator class public.backwards");
    }

    @Test
    void of_a_trusted_database_they_come_back() {
        DrillEvent event = drilled(source("believed")
                .execute(C_FUNCTION, "create extension dblink", "create table uses(t text)")
                .complete(BackupKind.FULL, DAY_1));

        assertThat(event).isInstanceOf(DrillCompleted.class);
        assertThat(((DrillCompleted) event).level()).isEqualTo(VerificationLevel.L4);
    }

    @Test
    void what_the_source_itself_has_broken_is_a_finding_of_the_backup_and_of_its_drill() throws Exception {
        BackupCompleted completed = source("faulty").complete(BackupKind.FULL, DAY_1);
        String key = completed.copies().getFirst().key();
        Manifest manifest = new Manifest(
                Manifest.VERSION,
                completed.backup(),
                1,
                completed.database(),
                "faulty",
                BackupKind.FULL,
                null,
                null,
                DAY_1,
                DAY_1,
                new Manifest.Artifact(
                        key,
                        completed.copies().getFirst().bytes(),
                        completed.copies().getFirst().sha256(),
                        "pg_dump custom",
                        "gzip"),
                new Manifest.Server("15.18", 150_018, "UTF8", "C", "C", "UTC", false),
                "15.18",
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                null,
                List.of(new Manifest.Fault(Manifest.Fault.INDEX, "public", "messages", "messages_by_body")),
                null);
        Files.writeString(
                TestInfrastructure.backups().resolve(key + ".manifest.json"),
                manifest.asCompanion().text());

        DrillCompleted done = (DrillCompleted) drilled(completed);

        assertThat(log.await(BackupVerified.class, about(completed.backup())).findings())
                .extracting(Finding::code)
                .contains("source_index_invalid");
        assertThat(done.level()).isEqualTo(VerificationLevel.L4);
        assertThat(done.findings().toString()).contains("source_index_invalid", "public.messages_by_body");
    }

    @Test
    void an_extension_that_is_denied_and_needed_makes_it_impossible_here() {
        DrillImpossible impossible = (DrillImpossible) drilled(source("dialling")
                .execute(
                        "create extension dblink",
                        "create view outside as select * from dblink('host=192.0.2.1', 'select 1') as t (n int)")
                .complete(BackupKind.FULL, DAY_1));

        assertThat(impossible.missing()).extracting(Finding::code).contains("extension_denied");
    }

    @Test
    void a_language_that_is_not_trusted_is_named() {
        DrillImpossible impossible = (DrillImpossible) drilled(source("spoken")
                .execute(
                        "create function speech_handler() returns language_handler language c as '$libdir/plpgsql',"
                                + " 'plpgsql_call_handler'",
                        "create language speech handler speech_handler",
                        "create function said() returns int language speech as 'begin return 1; end'")
                .complete(BackupKind.FULL, DAY_1));

        assertThat(impossible.missing()).extracting(Finding::code).containsOnly("needs_superuser");
        assertThat(impossible.missing().toString()).contains("language speech");
    }

    /** Its functions would run as the operating system user of the server, also when the drill's role calls them. */
    @Test
    void an_extension_that_brings_such_a_language_is_left_out_and_makes_it_impossible_here() {
        DrillImpossible impossible = (DrillImpossible)
                drilled(new TestSourceDatabase(ScratchServerResource.server(), "chatty", TestInfrastructure.backups())
                        .execute(
                                "create extension holdfast_speech",
                                "create function said() returns int language speech as 'begin return 1; end'")
                        .complete(BackupKind.FULL, DAY_1));

        assertThat(impossible.missing()).extracting(Finding::code).contains("extension_denied");
        assertThat(impossible.missing().toString()).contains("holdfast_speech");
    }

    @Test
    void rows_of_an_extensions_own_table_come_back_beside_those_that_it_brings() {
        BackupCompleted completed = new TestSourceDatabase(
                        ScratchServerResource.server(), "placed", TestInfrastructure.backups())
                .execute(
                        "create schema geo",
                        "create extension holdfast_places with schema geo",
                        "insert into geo.places values (1000, 'ours'), (1001, 'ours too')",
                        "select nextval('geo.place_numbers')",
                        "create table visits(place int references geo.places)",
                        "insert into visits values (1), (1001)")
                .complete(BackupKind.FULL, DAY_1);

        DrillEvent event = drilled(completed);

        assertThat(event).isInstanceOf(DrillCompleted.class);
        assertThat(((DrillCompleted) event).level()).isEqualTo(VerificationLevel.L4);
        assertThat(((DrillCompleted) event).report().tables()).isEqualTo(2);
    }
}
