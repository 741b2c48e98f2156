package io.holdfast.restoreengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Finding;
import io.holdfast.postgrestools.PgRestoreIntoDatabase.Section;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.restoreengine.archive.ClientProgramLookup;
import io.holdfast.restoreengine.archive.PreviewArchiveForPlan;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.contents.ArchiveComparisonResult;
import io.holdfast.restoreengine.contents.TableContentFingerprint;
import io.holdfast.restoreengine.contents.TableName;
import io.holdfast.restoreengine.server.DatabaseCreationOptions;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.ServerInspectionResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases with realistic names: in every encoding, with blanks, newlines and tabs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamesIT {

    private RestoreEngineFixture fixture;

    @BeforeAll
    void make_a_server(@TempDir Path folder) {
        fixture = new RestoreEngineFixture(folder);
        fixture.server.execute("postgres", "create role \"Data Team (EU)\"", "create role \"ops-team.prod\"");
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    private static DatabaseCreationOptions shape(String encoding) {
        return new DatabaseCreationOptions(encoding, "C", "C", Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void create(String name, String encoding) {
        fixture.target().create(name, shape(encoding), OwnershipComment.of("drill", UUID.randomUUID()));
    }

    /** A schema, two tables with a reference between them, and an index, all with this word in their names. */
    private static String[] objects(String word) {
        String script = """
            create schema "WORD";
            create table "WORD"."T WORD" ("n WORD" int constraint "k WORD" primary key, t text);
            create table "WORD"."WORD" (id bigint primary key, "WORD" int constraint "f WORD" references "WORD"."T WORD");
            create index "i WORD" on "WORD"."WORD" ("WORD");
            insert into "WORD"."T WORD" select n, 'WORD ' || n || E'\\t\\\\\\n' from generate_series(1, 200) n;
            insert into "WORD"."WORD" select n, 1 + n % 200 from generate_series(1, 300) n;
            alter table "WORD"."WORD" owner to "Data Team (EU)"\
            """;
        return script.replace("WORD", word).split(";\n");
    }

    private ArchiveComparisonResult compared(String name, StagedArchive archive) throws Exception {
        return new CompareDatabaseWithArchive(
                        archive, fixture.connection(name), 2, Long.MAX_VALUE, ProgressListener.NONE)
                .compare(archive.contents())
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "UTF8, учёт",
        "WIN1251, учёт",
        "KOI8R, учёт",
        "ISO_8859_5, учёт",
        "WIN866, учёт",
        "LATIN1, größe",
        "LATIN9, prix€",
        "WIN1250, účet",
        "EUC_JP, 会計",
        "EUC_KR, 회계",
        "EUC_CN, 会计",
        "EUC_TW, 會計",
        "SQL_ASCII, учёт",
    })
    void a_database_in_any_encoding_comes_back_under_its_own_names(String encoding, String word) throws Exception {
        String source = "from_" + encoding.toLowerCase(Locale.ROOT);
        String target = "to_" + encoding.toLowerCase(Locale.ROOT);
        create(source, encoding);
        fixture.server.execute(source, objects(word));
        create(target, encoding);
        try (StagedArchive archive = fixture.staged(source)) {
            PgRestoreResult restored = RestoreArchive.restore(
                    archive, fixture.connection(target), RestoreOptions.everything(1, true), ProgressListener.NONE);

            assertThat(restored).isInstanceOf(PgRestoreResult.Done.class);
            assertThat(archive.contents().tables())
                    .extracting(TableContentFingerprint::table)
                    .containsExactlyInAnyOrder(new TableName(word, word), new TableName(word, "T " + word));
            ArchiveComparisonResult comparison = compared(target, archive);
            assertThat(comparison.different()).isEmpty();
            assertThat(comparison.isEqual()).isTrue();
            DatabaseInspectionResult inspection =
                    InspectDatabase.inspect(fixture.connection(target), Optional.of(archive.list()), Optional.empty());
            assertThat(inspection.missing()).isEmpty();
            assertThat(inspection.constraints())
                    .extracting(DatabaseInspectionResult.Constraint::name)
                    .contains("f " + word);
        }
    }

    /** Bytes that are not UTF-8 are represented with escapes. */
    @Test
    void names_of_undecodable_bytes_come_back() throws Exception {
        create("from_bytes", "SQL_ASCII");
        String[] bytes = objects("größe");
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = "do $do$ begin execute replace(" + literal(bytes[i])
                    + ", 'größe', convert_from('\\x6772f6df65', 'SQL_ASCII')); end $do$";
        }
        fixture.server.execute("from_bytes", bytes);
        create("to_bytes", "SQL_ASCII");
        try (StagedArchive archive = fixture.staged("from_bytes")) {
            PgRestoreResult restored = RestoreArchive.restore(
                    archive,
                    fixture.connection("to_bytes"),
                    new RestoreOptions(
                            1, true, false, Section.ALL, List.of(new TableName("gr\\xF6\\xDFe", "gr\\xF6\\xDFe"))),
                    ProgressListener.NONE);

            assertThat(restored).isInstanceOf(PgRestoreResult.Done.class);
            assertThat(archive.contents().tables())
                    .extracting(table -> table.table() + ": " + table.rows())
                    .containsExactlyInAnyOrder(
                            "gr\\xF6\\xDFe.gr\\xF6\\xDFe: 300", "gr\\xF6\\xDFe.T gr\\xF6\\xDFe: 200");
            assertThat(missing("to_bytes", archive))
                    .extracting(Finding::text)
                    .containsExactly(
                            "fk constraint gr\\xF6\\xDFe.gr\\xF6\\xDFe f gr\\xF6\\xDFe is in the artifact but not in"
                                    + " the database");
        }
    }

    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    @Test
    void an_owner_with_blanks_hides_no_index_and_invents_no_role() throws Exception {
        create("crm", "UTF8");
        fixture.server.execute(
                "crm",
                "create schema crm authorization \"Data Team (EU)\"",
                "create table crm.accounts (id int primary key, name text, constraint accounts_name_key unique (name))",
                "create table crm.orders (id int primary key, account int constraint orders_account_fk references"
                        + " crm.accounts)",
                "create index orders_by_account on crm.orders (account)",
                "create table crm.\"line items\" (id int primary key, n int)",
                "create index \"line items by n\" on crm.\"line items\" (n)",
                "alter table crm.accounts owner to \"Data Team (EU)\"",
                "alter table crm.orders owner to \"ops-team.prod\"",
                "alter table crm.\"line items\" owner to \"Data Team (EU)\"",
                "insert into crm.\"line items\" select n, n from generate_series(1, 30) n");
        create("crm_again", "UTF8");
        try (StagedArchive archive = fixture.staged("crm")) {
            RestoreArchive.restore(
                    archive,
                    fixture.connection("crm_again"),
                    RestoreOptions.everything(1, true),
                    ProgressListener.NONE);

            assertThat(missing("crm_again", archive)).isEmpty();
            assertThat(ArchiveServerRequirements.of(Optional.empty(), Optional.of(archive.list()))
                            .roles())
                    .contains("Data Team (EU)", "ops-team.prod")
                    .doesNotContain("(EU)");
            fixture.server.execute(
                    "crm_again",
                    "drop index crm.\"line items by n\"",
                    "alter table crm.orders drop constraint orders_account_fk");
            assertThat(missing("crm_again", archive))
                    .extracting(Finding::text)
                    .containsExactlyInAnyOrder(
                            "index crm.line items by n is in the artifact but not in the database",
                            "fk constraint crm.orders orders_account_fk is in the artifact but not in the database");
        }
    }

    /** A server stores the name of a role in the encoding of the database in which it was created. */
    @Test
    void an_owner_that_was_made_in_another_encoding_is_no_missing_role() throws Exception {
        create("owned", "WIN1251");
        fixture.server.execute(
                "owned",
                "create role \"бухгалтер\"",
                "create table t (id int)",
                "alter table t owner to \"бухгалтер\"");
        create("owned_again", "WIN1251");
        try (StagedArchive archive = fixture.staged("owned")) {
            ArchiveServerRequirements requirements =
                    ArchiveServerRequirements.of(Optional.empty(), Optional.of(archive.list()));

            assertThat(requirements.roles()).contains("бухгалтер");
            assertThat(ServerCompatibilityCheck.of(
                                    requirements,
                                    ((ServerInspectionResult.Seen)
                                                    fixture.target().inspect())
                                            .facts(),
                                    true)
                            .obstacles())
                    .isEmpty();
            assertThat(RestoreArchive.restore(
                            archive,
                            fixture.connection("owned_again"),
                            RestoreOptions.everything(1, true),
                            ProgressListener.NONE))
                    .isInstanceOf(PgRestoreResult.Done.class);
        }
    }

    private List<Finding> missing(String database, StagedArchive archive) throws Exception {
        return InspectDatabase.inspect(fixture.connection(database), Optional.of(archive.list()), Optional.empty())
                .missing();
    }

    @Test
    void rows_of_one_table_are_told_from_those_of_another_whose_names_look_the_same_in_a_list() throws Exception {
        create("alike", "UTF8");
        fixture.server.execute(
                "alike",
                "create schema a",
                "create schema \"a b\"",
                "create table a.\"b c\" as select 1 as n",
                "create table \"a b\".c as select 2 as n",
                "create table a.\"line\nend\t\" as select 3 as n");
        create("alike_again", "UTF8");
        try (StagedArchive archive = fixture.staged("alike")) {
            List<TableName> wanted = List.of(new TableName("a b", "c"), new TableName("a", "line\nend\t"));

            PgRestoreResult restored = RestoreArchive.restore(
                    archive,
                    fixture.connection("alike_again"),
                    new RestoreOptions(1, true, false, Section.ALL, wanted),
                    ProgressListener.NONE);

            assertThat(restored).isInstanceOf(PgRestoreResult.Done.class);
            assertThat(compared("alike_again", archive).different())
                    .extracting(Finding::text)
                    .containsExactly("a.b c has 0 rows, but 1 are in the artifact");
        }
    }

    @Test
    void an_error_of_a_restore_names_the_object_as_it_is_called() throws Exception {
        create("wrong", "WIN1251");
        fixture.server.execute("wrong", "create table public.\"Счета и проводки\" (id int)");
        create("wrong_again", "WIN1251");
        fixture.server.execute("wrong_again", "create table public.\"Счета и проводки\" (id int)");
        try (StagedArchive archive = fixture.staged("wrong")) {
            PgRestoreResult restored = RestoreArchive.restore(
                    archive,
                    fixture.connection("wrong_again"),
                    RestoreOptions.everything(1, true),
                    ProgressListener.NONE);

            assertThat(restored)
                    .isInstanceOfSatisfying(
                            PgRestoreResult.Failed.class,
                            failed -> assertThat(failed.findings())
                                    .extracting(Finding::text)
                                    .contains("table public.Счета и проводки: pg_restore could not restore it"));
        }
    }

    @Test
    void a_format_of_a_newer_version_is_listed_by_pg_restore_with_a_note() throws Exception {
        create("newer", "UTF8");
        fixture.server.execute("newer", "create table t (id int primary key)");
        BackupCopyRecord copy = fixture.dumped("newer");
        Path newer = fixture.backups().resolve("newer_full_20260519_020000.dump");
        byte[] bytes = Files.readAllBytes(fixture.backups().resolve(copy.key()));
        bytes["PGDMP".length() + 1] = 17;
        Files.write(newer, bytes);
        Path programs = programsOfTheFuture();

        PreviewArchiveForPlan.Peeked peeked = new PreviewArchiveForPlan(
                        fixture.destinations(), Optional::empty, new ClientProgramLookup(List.of(programs)))
                .peek(RestoreEngineFixture.copy(newer), Optional.of("99.0"));

        assertThat(peeked.list()).map(TableOfContents::source).contains(TableOfContents.Source.LISTING);
        assertThat(ArchiveServerRequirements.of(Optional.empty(), peeked.list()).notes())
                .extracting(Finding::code)
                .containsExactly("contents_listed");
    }

    /** Programs of version 99, for which format version 1.17 is what 1.14 is for current programs. */
    private Path programsOfTheFuture() throws IOException {
        Path programs = Files.createDirectories(fixture.folder.resolve("future"));
        for (String program : List.of("pg_dump", "pg_dumpall", "psql")) {
            script(programs.resolve(program), "echo '" + program + " (PostgreSQL) 99.0'");
        }
        script(
                programs.resolve("pg_restore"),
                "{ dd bs=1 count=6; dd bs=1 count=1 of=/dev/null; printf '\\016'; cat; } 2>/dev/null | "
                        + fixture.server.program("pg_restore") + " \"$@\"");
        return programs;
    }

    private static void script(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
