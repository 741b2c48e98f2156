package io.holdfast.restoreengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Finding;
import io.holdfast.localstack.testing.HostileDatabaseObjects;
import io.holdfast.postgrestools.PgRestoreIntoDatabase.Section;
import io.holdfast.restoreengine.archive.ClientProgramLookup;
import io.holdfast.restoreengine.archive.PreviewArchiveForPlan;
import io.holdfast.restoreengine.archive.StageArchiveResult;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.contents.ArchiveComparisonResult;
import io.holdfast.restoreengine.contents.TableName;
import io.holdfast.restoreengine.server.DatabaseCreationOptions;
import io.holdfast.restoreengine.server.DatabaseFacts;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.ServerInspectionResult;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Restores with the real pg_dump, pg_restore and server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreIT {

    private static final DatabaseCreationOptions PLAIN = new DatabaseCreationOptions(
            "UTF8", "C.UTF-8", "C.UTF-8", Optional.empty(), Optional.empty(), Optional.empty());

    private RestoreEngineFixture fixture;

    @BeforeAll
    void make_a_database_with_a_bit_of_everything(@TempDir Path folder) {
        fixture = new RestoreEngineFixture(folder);
        fixture.server.createDatabase("shop");
        fixture.server.createRole("clerk", "clerk");
        fixture.server.execute(
                "shop",
                "create schema \"Über Lager\"",
                "create table public.customer (id bigint generated always as identity primary key, name text not null,"
                        + " born timestamptz default now(), bill numeric generated always as (length(name) * 2) stored,"
                        + " weight real, raw bytea)",
                "insert into customer (name, weight, raw) select 'customer ' || i || E'\\n\\\\t', i / 7.0, sha256(i::text::bytea)"
                        + " from generate_series(1, 5000) i",
                "delete from customer where id % 3 = 0",
                "create index customer_by_name on customer (name)",
                "create table \"Über Lager\".\"Stück\" (id int primary key, owner bigint references customer (id))",
                "insert into \"Über Lager\".\"Stück\" select i, case when (3 * i + 1) < 5000 then 3 * i + 1 end from generate_series(1, 900) i",
                "create table event (at date not null, what text) partition by range (at)",
                "create table event_2026 partition of event for values from ('2026-01-01') to ('2027-01-01')",
                "insert into event select date '2026-01-01' + i % 300, 'e' || i from generate_series(1, 1000) i",
                "create table schema_migrations (version varchar primary key)",
                "insert into schema_migrations values ('20260101000000'), ('20260517120000')",
                "create domain halfvec as real[]",
                "create table embedding (id int primary key, vector halfvec)",
                "create function trap() returns text language sql as $$ select 'COPY customer FROM stdin;' $$",
                "select lo_from_bytea(0, 'large')",
                "grant select on customer to clerk",
                "alter table event owner to clerk");
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    private TargetServer target() {
        return fixture.target();
    }

    private void created(String name) {
        target().create(name, PLAIN, OwnershipComment.of("drill", UUID.randomUUID()));
    }

    private ArchiveComparisonResult compared(String name, StagedArchive archive) throws Exception {
        return new CompareDatabaseWithArchive(
                        archive, fixture.connection(name), 2, Long.MAX_VALUE, ProgressListener.NONE)
                .compare(archive.contents())
                .orElseThrow();
    }

    private String one(String database, String query) throws SQLException {
        try (Connection connection = fixture.server.connect(database);
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void a_locale_of_the_operating_system_is_there_and_an_invented_one_is_not() {
        assertThat(target().hasLocale("C.UTF-8")).isTrue();
        assertThat(target().hasLocale("xx_NOWHERE.UTF-8")).isFalse();
    }

    @Test
    void what_was_dumped_comes_back_and_is_equal() throws Exception {
        try (StagedArchive archive = fixture.staged("shop")) {
            created("equal");

            PgRestoreResult restored = RestoreArchive.restore(
                    archive, fixture.connection("equal"), RestoreOptions.everything(2, true), ProgressListener.NONE);

            assertThat(restored).isInstanceOf(PgRestoreResult.Done.class);
            assertThat(compared("equal", archive).isEqual()).isTrue();
            DatabaseInspectionResult inspection =
                    InspectDatabase.inspect(fixture.connection("equal"), Optional.of(archive.list()), Optional.empty());
            assertThat(inspection.missing()).isEmpty();
            assertThat(inspection.schemaVersion()).contains("20260517120000");
            assertThat(inspection.largeObjects()).isEqualTo(1);
            assertThat(inspection.sequences()).isEqualTo(1);
            assertThat(inspection.vectorColumns())
                    .extracting(DatabaseInspectionResult.VectorColumn::type)
                    .containsExactly("halfvec");
        }
    }

    @Test
    void a_migrations_table_with_a_type_of_its_owner_is_not_read() throws Exception {
        fixture.server.createDatabase("planted");
        HostileDatabaseObjects planted =
                HostileDatabaseObjects.in(fixture.server, "planted", fixture.server.superuser());

        DatabaseInspectionResult inspection =
                InspectDatabase.inspect(fixture.connection("planted"), Optional.empty(), Optional.empty());

        assertThat(inspection.schemaVersion()).isEmpty();
        assertThat(planted.runs()).isEmpty();
    }

    @Test
    void a_schema_version_is_asked_on_the_path_of_the_application() throws Exception {
        fixture.server.createDatabase("versioned");
        fixture.server.execute(
                "versioned",
                "create schema app",
                "create table app.release as select '4.2' as number",
                "alter database versioned set search_path = app");

        DatabaseInspectionResult inspection = InspectDatabase.inspect(
                fixture.connection("versioned"), Optional.empty(), Optional.of("select number from release"));

        assertThat(inspection.schemaVersion()).contains("4.2");
    }

    @Test
    void one_other_row_is_noticed() throws Exception {
        try (StagedArchive archive = fixture.staged("shop")) {
            created("altered");
            RestoreArchive.restore(
                    archive, fixture.connection("altered"), RestoreOptions.everything(1, true), ProgressListener.NONE);
            fixture.server.execute("altered", "update customer set weight = weight * 1.0001 where id = 4");

            ArchiveComparisonResult comparison = compared("altered", archive);

            assertThat(comparison.different()).extracting(Finding::code).containsExactly("contents_differ");
            assertThat(comparison.different().getFirst().text()).contains("public.customer");
        }
    }

    @Test
    void a_lost_index_and_an_invalid_one_are_noticed() throws Exception {
        try (StagedArchive archive = fixture.staged("shop")) {
            created("unindexed");
            RestoreArchive.restore(
                    archive,
                    fixture.connection("unindexed"),
                    RestoreOptions.everything(1, true),
                    ProgressListener.NONE);
            fixture.server.execute(
                    "unindexed",
                    "drop index customer_by_name",
                    "update pg_index set indisvalid = false where indexrelid = 'schema_migrations_pkey'::regclass");

            DatabaseInspectionResult inspection = InspectDatabase.inspect(
                    fixture.connection("unindexed"), Optional.of(archive.list()), Optional.empty());

            assertThat(inspection.missing())
                    .extracting(Finding::code)
                    .containsExactlyInAnyOrder("index_missing", "index_invalid");
        }
    }

    @Test
    void a_replaced_database_is_whole_again_in_one_transaction() throws Exception {
        try (StagedArchive archive = fixture.staged("shop")) {
            created("replaced");
            RestoreArchive.restore(
                    archive, fixture.connection("replaced"), RestoreOptions.everything(1, true), ProgressListener.NONE);
            fixture.server.execute(
                    "replaced", "delete from \"Über Lager\".\"Stück\"", "update customer set name = 'x'");

            PgRestoreResult restored = RestoreArchive.restore(
                    archive,
                    fixture.connection("replaced"),
                    new RestoreOptions(1, true, true, Section.ALL, List.of()),
                    ProgressListener.NONE);

            assertThat(restored).isInstanceOf(PgRestoreResult.Done.class);
            assertThat(compared("replaced", archive).isEqual()).isTrue();
        }
    }

    @Test
    void what_cannot_be_replaced_leaves_the_old_whole() throws Exception {
        try (StagedArchive archive = fixture.staged("shop")) {
            created("guarded");
            RestoreArchive.restore(
                    archive, fixture.connection("guarded"), RestoreOptions.everything(1, true), ProgressListener.NONE);
            fixture.server.execute(
                    "guarded", "create view seen as select name from customer", "update customer set name = 'new'");

            PgRestoreResult restored = RestoreArchive.restore(
                    archive,
                    fixture.connection("guarded"),
                    new RestoreOptions(1, true, true, Section.ALL, List.of()),
                    ProgressListener.NONE);

            assertThat(restored)
                    .isInstanceOfSatisfying(
                            PgRestoreResult.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo("restore_errors"));
            assertThat(one("guarded", "select count(*) from customer where name = 'new'"))
                    .isEqualTo("3334");
        }
    }

    @Test
    void a_sidecar_has_every_definition_and_the_rows_of_the_wanted_tables() throws Exception {
        try (StagedArchive archive = fixture.staged("shop")) {
            created("sidecar");

            PgRestoreResult restored = RestoreArchive.restore(
                    archive,
                    fixture.connection("sidecar"),
                    new RestoreOptions(2, true, false, Section.ALL, List.of(new TableName("Über Lager", "Stück"))),
                    ProgressListener.NONE);

            assertThat(restored).isInstanceOf(PgRestoreResult.Done.class);
            assertThat(one("sidecar", "select count(*) from \"Über Lager\".\"Stück\""))
                    .isEqualTo("900");
            assertThat(one("sidecar", "select count(*) from customer")).isEqualTo("0");
        }
    }

    @Test
    void bytes_that_were_not_sealed_are_never_restored() throws IOException {
        BackupCopyRecord sealed = fixture.dumped("shop");
        Path file = fixture.backups().resolve(sealed.key());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);

        StageArchiveResult stageArchiveResult = fixture.stage(sealed);

        assertThat(stageArchiveResult)
                .isInstanceOfSatisfying(
                        StageArchiveResult.Bad.class,
                        bad -> assertThat(bad.evidence())
                                .extracting(Finding::code)
                                .containsExactly("checksum_mismatch"));
        assertThat(fixture.work()).isEmptyDirectory();
    }

    @Test
    void an_archive_says_what_it_needs_before_it_is_fetched() {
        BackupCopyRecord copy = fixture.dumped("shop");

        PreviewArchiveForPlan.Peeked peeked = new PreviewArchiveForPlan(
                        fixture.destinations(), Optional::empty, new ClientProgramLookup(List.of()))
                .peek(copy, Optional.empty());

        ArchiveServerRequirements requirements = ArchiveServerRequirements.of(peeked.manifest(), peeked.list());
        assertThat(requirements.serverMajor()).isEqualTo(fixture.server.majorVersion());
        assertThat(requirements.roles()).contains("clerk");
        assertThat(ServerCompatibilityCheck.of(
                                requirements, ((ServerInspectionResult.Seen) target().inspect()).facts(), true)
                        .obstacles())
                .isEmpty();
    }

    @Test
    void a_swap_keeps_the_old_one_with_its_rights_and_settings_carried_over() throws SQLException {
        UUID restore = UUID.randomUUID();
        fixture.server.createDatabase("live");
        fixture.server.execute(
                "live",
                "create table generation as select 'old' as name",
                "revoke all on database live from public",
                "grant connect on database live to clerk",
                "alter database live set search_path = \"$user\", public, \"Über Lager\"",
                "alter role clerk in database live set work_mem = '7MB'",
                "comment on database live is 'the shop''s'");
        TargetServer target = target();
        target.create("beside", target.shapeOf("live").orElseThrow(), OwnershipComment.of("beside", restore));
        fixture.server.execute("beside", "create table generation as select 'new' as name");
        target.carryOver("live", "beside");
        target.refuseConnections("live");
        target.refuseConnections("beside");

        target.swap("live", "beside", "live_kept", OwnershipComment.of("kept", restore));

        assertThat(one("live", "select name from generation")).isEqualTo("new");
        assertThat(one("live", "select datacl::text from pg_database where datname = 'live'"))
                .contains("clerk=c/");
        assertThat(one("live", "show search_path")).isEqualTo("\"$user\", public, \"Über Lager\"");
        DatabaseFacts kept = target.database("live_kept").orElseThrow();
        assertThat(kept.open()).isFalse();
        assertThat(kept.ownership().orElseThrow().comment()).contains("the shop's");
        assertThat(target.database("live").orElseThrow().comment()).contains("the shop's");
    }

    @Test
    void triggers_of_a_partitioned_table_do_not_act_on_rows_that_several_jobs_restore() throws Exception {
        fixture.server.createDatabase("audited");
        fixture.server.execute(
                "audited",
                "create table log (what text)",
                "create function note() returns trigger language plpgsql as"
                        + " 'begin insert into public.log values (tg_op); return new; end'",
                "create table part (id int) partition by range (id)",
                "create table part_1 partition of part for values from (0) to (30000)",
                "create table part_2 partition of part for values from (30000) to (60000)",
                "create table part_3 partition of part for values from (60000) to (90000)",
                "insert into part select generate_series(0, 89999)",
                "create trigger noted after insert on part for each row execute function note()",
                "alter table part enable always trigger noted");
        fixture.target().create("audited_back", PLAIN, OwnershipComment.of("drill", UUID.randomUUID()));
        try (StagedArchive archive = fixture.stagedWithSettings("audited", "UTF8")) {
            RestoreArchive.restore(
                    archive,
                    fixture.connection("audited_back"),
                    RestoreOptions.everything(2, true),
                    ProgressListener.NONE);
        }

        assertThat(one("audited_back", "select count(*)::text from log")).isEqualTo("0");
        assertThat(one(
                        "audited_back",
                        "select count(*)::text from pg_trigger where tgname = 'noted' and tgenabled = 'A'"))
                .isEqualTo("4");
    }

    @Test
    void a_wrong_password_is_told_from_an_absent_server() {
        TargetServer refused = new TargetServer(
                fixture.connection("postgres").withPassword(io.holdfast.postgrestools.Secret.of("wrong")));

        Throwable trouble = catchThrowable(refused::databases);

        assertThat(trouble)
                .isInstanceOfSatisfying(
                        TargetServerException.class,
                        it -> assertThat(it.reason()).isEqualTo(TargetServerException.REFUSED))
                .hasMessageNotContaining("wrong");
    }
}
