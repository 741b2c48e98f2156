package io.holdfast.restoreengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Finding;
import io.holdfast.restoreengine.archive.StageArchiveResult;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.contents.ArchiveComparisonResult;
import io.holdfast.restoreengine.contents.TableName;
import io.holdfast.restoreengine.server.DatabaseCreationOptions;
import io.holdfast.restoreengine.server.OwnershipComment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Restored contents are equal, regardless of the settings of the databases, and differences are detected. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompareDatabaseWithArchiveIT {

    private static final long ALL = Long.MAX_VALUE;

    private static final String[] TEXT_OF_ALL_KINDS = {
        "create domain blob as bytea",
        "create type pair as (at timestamptz, raw blob)",
        "create table kinds (id int primary key, raw bytea, at timestamptz, took interval, price money, weight float8,"
                + " day date, pairs pair[], during tstzrange, doc xml)",
        "insert into kinds select n, decode(md5(n::text), 'hex') || E'\\\\x00ff5c0a'::bytea,"
                + " timestamptz '2026-03-29 00:59:00+00' + n * interval '1 min', interval '1 day -2:03:04.5' * n,"
                + " (n * 1234.56)::numeric::money, n / 7.0, date '2026-01-31' + n,"
                + " array[row(timestamptz '2026-07-01 12:00+00', '\\x5c'::blob)::pair],"
                + " tstzrange(timestamptz '2026-07-01 12:00+00', null), xmlelement(name a, '\\x01ff'::bytea)"
                + " from generate_series(1, 300) n"
    };

    private RestoreEngineFixture fixture;

    @BeforeAll
    void start(@TempDir Path folder) {
        fixture = new RestoreEngineFixture(folder);
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    @Test
    void bytes_that_the_archive_has_in_the_other_spelling_are_equal() throws Exception {
        source("vault", "alter database vault set bytea_output = 'escape'");
        fixture.server.execute("vault", "create table more as select id, raw from kinds");

        ArchiveComparisonResult comparison = restored("vault", staged("vault", Map.of("PGTZ", "UTC")), ALL);

        assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
        assertThat(comparison.findings())
                .filteredOn(finding -> finding.code().equals("text_settings"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("bytea_output = escape"));
    }

    @Test
    void of_an_archive_in_the_other_spelling_another_byte_is_noticed() throws Exception {
        source("vault2", "alter database vault2 set bytea_output = 'escape'");
        StagedArchive archive = staged("vault2", Map.of("PGTZ", "UTC"));
        restored("vault2", archive, ALL);
        fixture.server.execute("vault2_back", "update kinds set raw = '\\x01' where id = 7");

        assertThat(codes(compared("vault2_back", archive, ALL))).containsExactly("contents_differ");
    }

    @Test
    void an_archive_that_somebody_else_made_has_the_time_zone_of_its_database() throws Exception {
        source("imported", "alter database imported set timezone = 'Asia/Kolkata'");
        StagedArchive archive = staged("imported", Map.of());
        create("imported_back");
        fixture.server.execute("imported_back", "alter database imported_back set timezone = 'Asia/Kolkata'");

        ArchiveComparisonResult comparison = restoredInto("imported_back", archive, ALL);

        assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
    }

    /** The oracle: two databases with the same text in their data-only dumps have the same contents. */
    @Test
    void a_dump_under_pinned_settings_is_compared_as_pg_dump_would() throws Exception {
        source(
                "pinned",
                "alter database pinned set bytea_output = 'escape'",
                "alter database pinned set timezone = 'America/St_Johns'",
                "alter database pinned set intervalstyle = 'iso_8601'",
                "alter database pinned set datestyle = 'German'",
                "alter database pinned set extra_float_digits = 0",
                "alter database pinned set xmlbinary = 'hex'");
        StagedArchive archive = fixture.stagedWithSettings("pinned", "UTF8");

        ArchiveComparisonResult comparison = restored("pinned", archive, ALL);

        assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
        assertThat(comparison.findings()).extracting(Finding::code).doesNotContain("text_settings");
        assertThat(dataOnly("pinned_back")).isEqualTo(dataOnly("pinned"));
        fixture.server.execute("pinned_back", "update kinds set took = took + interval '1 us' where id = 3");
        assertThat(codes(compared("pinned_back", archive, ALL))).containsExactly("contents_differ");
        assertThat(dataOnly("pinned_back")).isNotEqualTo(dataOnly("pinned"));
    }

    @Test
    void rows_of_a_role_with_another_client_encoding_are_equal() throws Exception {
        fixture.server.createDatabase("latin");
        fixture.server.execute(
                "latin",
                "create table \"Stück\" (\"Größe\" int, name text)",
                "insert into \"Stück\" select n, 'Größe ' || n from generate_series(1, 50) n");

        ArchiveComparisonResult comparison =
                restored("latin", staged("latin", Map.of("PGCLIENTENCODING", "LATIN1")), ALL);

        assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
        assertThat(comparison.equal()).containsExactly(new TableName("public", "Stück"));
    }

    @Test
    void a_database_in_another_encoding_than_utf8_is_equal() throws Exception {
        fixture.server.execute(
                "postgres",
                "create database cyrillic encoding 'WIN1251' locale 'C' template template0",
                "create database cyrillic_back encoding 'WIN1251' locale 'C' template template0");
        fixture.server.execute(
                "cyrillic",
                "create schema \"Склад\"",
                "create table \"Склад\".\"Товар\" (id serial primary key, \"имя\" text)",
                "insert into \"Склад\".\"Товар\" (\"имя\") select 'товар ' || n from generate_series(1, 50) n");

        ArchiveComparisonResult comparison = restoredInto("cyrillic_back", staged("cyrillic", Map.of()), ALL);

        assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
        assertThat(comparison.equal()).containsExactly(new TableName("Склад", "Товар"));
    }

    @Test
    void null_in_arrays_comes_back_though_the_target_reads_it_as_text() throws Exception {
        fixture.server.createDatabase("nulls");
        fixture.server.execute("nulls", "create table t (c text[])", "insert into t values (array[null, 'NULL', 'x'])");
        StagedArchive archive = staged("nulls", Map.of());
        create("nulls_back");
        fixture.server.execute("nulls_back", "alter database nulls_back set array_nulls = off");

        ArchiveComparisonResult comparison = restoredInto("nulls_back", archive, ALL);

        assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
    }

    @Test
    void names_that_are_in_no_encoding_are_the_bytes_that_they_are() throws Exception {
        fixture.server.execute(
                "postgres",
                "create database bytes encoding 'SQL_ASCII' locale 'C' template template0",
                "create database bytes_back encoding 'SQL_ASCII' locale 'C' template template0");
        String statement = "create table \"Gr\u00f6\u00dfe\" (id serial primary key, \"L\u00e4nge\" text)";
        String digits = HexFormat.of().formatHex(statement.getBytes(StandardCharsets.ISO_8859_1));
        fixture.server.execute(
                "bytes", "do $$ begin execute convert_from(decode('" + digits + "', 'hex'), 'SQL_ASCII'); end $$");

        ArchiveComparisonResult comparison = restoredInto("bytes_back", staged("bytes", Map.of()), ALL);

        assertThat(comparison.isEqual()).as(comparison.toString()).isTrue();
        assertThat(comparison.equal()).containsExactly(new TableName("public", "Gr\\xF6\\xDFe"));
        assertThat(comparison.findings()).extracting(Finding::code).contains("sequences_equal");
    }

    @Test
    void hash_partitions_of_an_enum_are_equal_and_counted_through_their_root() throws Exception {
        fixture.server.createDatabase("queue");
        fixture.server.execute(
                "queue",
                "create type state as enum ('new', 'running', 'done', 'failed', 'dead')",
                "create table jobs (id bigint, state state not null) partition by hash (state)",
                "create table jobs_0 partition of jobs for values with (modulus 2, remainder 0)",
                "create table jobs_1 partition of jobs for values with (modulus 2, remainder 1)",
                "insert into jobs select n, (enum_range(null::state))[1 + n % 5] from generate_series(1, 5000) n");
        StagedArchive archive = staged("queue", Map.of());
        assertThat(archive.contents().tables())
                .extracting(table -> table.table().name())
                .contains("jobs");

        ArchiveComparisonResult whole = restored("queue", archive, ALL);
        ArchiveComparisonResult counted = compared("queue_back", archive, 1000);

        assertThat(whole.isEqual()).as(whole.toString()).isTrue();
        assertThat(counted.isEqual()).as(counted.toString()).isTrue();
        assertThat(counted.counted()).contains(new TableName("public", "jobs"));
    }

    /** pg_dump loads partitions below a hash of an enum through the root table, and every other partition by its own name. */
    @Test
    void partitions_with_their_own_rows_in_the_archive_are_not_read_through_the_root_again() throws Exception {
        fixture.server.createDatabase("mixed");
        fixture.server.execute(
                "mixed",
                "create type state as enum ('new', 'done')",
                "create table event (at int not null, state state) partition by range (at)",
                "create table event_1 partition of event for values from (0) to (100)",
                "create table event_2 partition of event for values from (100) to (200) partition by hash (state)",
                "create table event_2a partition of event_2 for values with (modulus 2, remainder 0)",
                "create table event_2b partition of event_2 for values with (modulus 2, remainder 1)",
                "insert into event select n, (enum_range(null::state))[1 + n % 2] from generate_series(0, 199) n");
        StagedArchive archive = staged("mixed", Map.of());
        assertThat(archive.contents().tables())
                .extracting(table -> table.table().name() + " " + table.rows())
                .containsExactlyInAnyOrder("event 100", "event_1 100");
        restored("mixed", archive, ALL);

        ArchiveComparisonResult all = compared("mixed_back", archive, ALL);
        ArchiveComparisonResult counted = compared("mixed_back", archive, 1);

        assertThat(all.isEqual()).as(all.toString()).isTrue();
        assertThat(counted.isEqual()).as(counted.toString()).isTrue();
    }

    @Test
    void an_inheritance_parent_has_its_own_rows() throws Exception {
        fixture.server.createDatabase("family");
        fixture.server.execute(
                "family",
                "create table parent (id int, doubled int generated always as (id * 2) stored)",
                "create table child (note text) inherits (parent)",
                "insert into parent select n from generate_series(1, 50) n",
                "insert into child (id, note) select n, 'c' from generate_series(51, 350) n",
                "create table guarded (id int)",
                "insert into guarded select generate_series(1, 20)",
                "alter table guarded enable row level security");
        StagedArchive archive = staged("family", Map.of());

        ArchiveComparisonResult whole = restored("family", archive, ALL);
        ArchiveComparisonResult counted = compared("family_back", archive, 1);

        assertThat(whole.isEqual()).as(whole.toString()).isTrue();
        assertThat(counted.isEqual()).as(counted.toString()).isTrue();
    }

    @Test
    void a_sequence_that_stands_elsewhere_is_noticed() throws Exception {
        StagedArchive archive = numbered("numbered");
        ArchiveComparisonResult before = restored("numbered", archive, ALL);
        assertThat(before.isEqual()).as(before.toString()).isTrue();
        fixture.server.execute("numbered_back", "select setval('\"odd ''name\"', -7, false)");

        ArchiveComparisonResult comparison = compared("numbered_back", archive, ALL);

        assertThat(codes(comparison)).containsExactly("sequence_differs");
        assertThat(comparison.different().getFirst().text()).contains("odd 'name", "-7, not yet used", "-41");
    }

    @Test
    void a_lost_sequence_is_noticed() throws Exception {
        StagedArchive archive = numbered("numbered2");
        restored("numbered2", archive, ALL);
        fixture.server.execute("numbered2_back", "drop sequence \"odd 'name\"");

        assertThat(codes(compared("numbered2_back", archive, ALL))).containsExactly("sequence_missing");
    }

    private StagedArchive numbered(String database) throws Exception {
        fixture.server.createDatabase(database);
        fixture.server.execute(
                database,
                "create table counted (id serial primary key, other int generated by default as identity)",
                "insert into counted select from generate_series(1, 9)",
                "create sequence \"odd 'name\" increment -1 minvalue -1000 start -40",
                "select setval('\"odd ''name\"', -41)");
        return staged(database, Map.of());
    }

    @Test
    void another_byte_of_a_large_object_is_noticed() throws Exception {
        StagedArchive archive = withObjects("objects");
        ArchiveComparisonResult before = restored("objects", archive, ALL);
        assertThat(before.isEqual()).as(before.toString()).isTrue();
        assertThat(before.findings()).extracting(Finding::code).contains("large_objects_equal");
        fixture.server.execute("objects_back", "select lo_put(4711, 2500000, '\\x07')");

        assertThat(codes(compared("objects_back", archive, ALL))).containsExactly("large_objects_differ");
    }

    @Test
    void a_lost_large_object_is_noticed() throws Exception {
        StagedArchive archive = withObjects("objects2");
        restored("objects2", archive, ALL);
        fixture.server.execute("objects2_back", "select lo_unlink(4712)");

        assertThat(codes(compared("objects2_back", archive, ALL))).containsExactly("large_objects_differ");
    }

    private StagedArchive withObjects(String database) throws Exception {
        fixture.server.createDatabase(database);
        fixture.server.execute(
                database,
                "select lo_from_bytea(4711, convert_to(repeat('large ', 500000), 'UTF8'))",
                "select lo_from_bytea(4712, '')",
                "select lo_from_bytea(4713, decode(md5('x'), 'hex'))",
                "select lo_create(4714)",
                "select lo_put(4714, 3000000, 'behind a hole')");
        return staged(database, Map.of());
    }

    private void source(String database, String... settings) {
        fixture.server.createDatabase(database);
        fixture.server.execute(database, TEXT_OF_ALL_KINDS);
        fixture.server.execute(database, settings);
    }

    private StagedArchive staged(String database, Map<String, String> variables) {
        Path file = fixture.backups().resolve(database + "_full_20260518_020000.dump");
        BackupCopyRecord copy =
                fixture.dumped(fixture.connection(database), fixture.server.program("pg_dump"), file, variables);
        return ((StageArchiveResult.Staged) fixture.stage(copy)).archive();
    }

    private void create(String database) {
        fixture.target()
                .create(
                        database,
                        new DatabaseCreationOptions(
                                "UTF8", "C.UTF-8", "C.UTF-8", Optional.empty(), Optional.empty(), Optional.empty()),
                        OwnershipComment.of("drill", UUID.randomUUID()));
    }

    private ArchiveComparisonResult restored(String database, StagedArchive archive, long countAbove) throws Exception {
        create(database + "_back");
        return restoredInto(database + "_back", archive, countAbove);
    }

    private ArchiveComparisonResult restoredInto(String database, StagedArchive archive, long countAbove)
            throws Exception {
        PgRestoreResult restored = RestoreArchive.restore(
                archive, fixture.connection(database), RestoreOptions.everything(2, true), ProgressListener.NONE);
        assertThat(restored).isInstanceOf(PgRestoreResult.Done.class);
        return compared(database, archive, countAbove);
    }

    private ArchiveComparisonResult compared(String database, StagedArchive archive, long countAbove) throws Exception {
        return new CompareDatabaseWithArchive(
                        archive, fixture.connection(database), 2, countAbove, ProgressListener.NONE)
                .compare(archive.contents())
                .orElseThrow();
    }

    private static List<String> codes(ArchiveComparisonResult comparison) {
        return comparison.different().stream().map(Finding::code).toList();
    }

    private String dataOnly(String database) throws Exception {
        ProcessBuilder dump = new ProcessBuilder(
                fixture.server.program("pg_dump").toString(),
                "--data-only",
                "--dbname=" + database,
                "--username=postgres");
        dump.environment()
                .putAll(Map.of(
                        "PGHOST", fixture.server.host(),
                        "PGPORT", Integer.toString(fixture.server.port()),
                        "PGPASSWORD", fixture.server.password(),
                        "PGTZ", "UTC",
                        "PGOPTIONS", "-c bytea_output=hex"));
        Process process = dump.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return text.lines()
                .filter(line -> !line.startsWith("\\restrict") && !line.startsWith("\\unrestrict"))
                .collect(Collectors.joining("\n"));
    }
}
