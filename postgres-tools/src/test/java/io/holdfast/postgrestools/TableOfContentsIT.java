package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.PostgresServer;
import io.holdfast.localstack.testing.NeedsProgram;
import io.holdfast.localstack.testing.RequiredProgramCheck;
import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.postgrestools.TableOfContents.Source;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contents read from the bytes equal those of the real {@code pg_restore --list}, as far as its lines are unambiguous. */
@Timeout(900)
class TableOfContentsIT {

    /** As long as the server's names can be; some have more blanks than fields, or end within a name. */
    private static final String[] OBJECTS = {
        "create schema \"a b\" authorization \"Data Team (EU)\"",
        "create table \"a b\".\"line\nitems\t \" (id int primary key, \"n \" int not null default 7 constraint \"n is > 0\" check (\"n \" > 0))",
        "create table \"a b\".line (id int primary key, of int constraint \"items\nof\" references \"a b\".\"line\nitems\t \")",
        "alter table \"a b\".line owner to \"Data Team (EU)\"",
        "create index \"line by of\" on \"a b\".line (of)",
        "create view \"a b\".\"a view\" as select * from \"a b\".line",
        "create materialized view lines as select * from \"a b\".line",
        "create rule \"no insert\" as on insert to \"a b\".line do instead nothing",
        "create function f() returns trigger language plpgsql as $$ begin return new; end $$",
        "create trigger \"a trigger\" before update on \"a b\".line for each row execute function f()",
        "create policy \"a policy\" on \"a b\".line using (id in (select id from \"a b\".\"line\nitems\t \"))",
        "alter table \"a b\".line enable row level security",
        "create function f(integer, text) returns int language sql as $$ select 1 $$",
        "create domain year as int constraint \"year is old\" check (value < 2000)",
        "create table event (at date, id serial) partition by range (at)",
        "create table event_2026 partition of event for values from ('2026-01-01') to ('2027-01-01')",
        "create type pair as (a int, b int)",
        "create aggregate total (int) (sfunc = int4pl, stype = int)",
        "create publication told for table \"a b\".line",
        "create event trigger each on ddl_command_start execute function g()",
        "create server elsewhere foreign data wrapper none",
        "create user mapping for public server elsewhere options (password 'x')",
        "comment on table \"a b\".line is 'COMMENT'",
        "comment on constraint \"items\nof\" on \"a b\".line is 'a constraint''s'",
        "comment on database app is 'the whole'",
        "grant select on \"a b\".line to public",
        "grant usage on schema \"a b\" to \"to lend, \"\"FROM\"\" here\"",
        "grant insert (of) on \"a b\".line to \"to lend, \"\"FROM\"\" here\" with grant option",
        "set role \"to lend, \"\"FROM\"\" here\"",
        "grant insert (of) on \"a b\".line to borrower",
        "reset role",
        "grant execute on function f(integer, text) to caller, \"Data Team (EU)\"",
        "create policy \"for TO x\" on \"a b\".line to clerk, \"Head Clerk\" using (true)",
        "alter default privileges in schema \"a b\" grant select on tables to public",
        "alter default privileges for role maker grant usage on sequences to taker",
        "create statistics two on id, \"n \" from \"a b\".\"line\nitems\t \"",
        "select lo_from_bytea(0, 'large')",
        "select lo_from_bytea(0, ''), lo_from_bytea(0, convert_to(repeat('large', 100000), 'UTF8'))",
        "insert into \"a b\".\"line\nitems\t \" select n, 7 from generate_series(1, 20000) n",
        "alter database app set work_mem = '7MB'",
    };

    private static PostgresServer server;

    @TempDir
    Path folder;

    @BeforeAll
    static void given_a_server_with_databases() throws IOException {
        server = PostgresServer.start(Files.createTempDirectory("postgres-tools-"));
        for (String role : List.of(
                "\"Data Team (EU)\"",
                "\"to lend, \"\"FROM\"\" here\"",
                "borrower",
                "caller",
                "clerk",
                "\"Head Clerk\"",
                "maker",
                "taker")) {
            server.execute("postgres", "create role " + role);
        }
        for (String encoding : List.of("UTF8", "WIN1251", "KOI8R", "EUC_JP", "SQL_ASCII")) {
            server.execute(
                    "postgres",
                    "create database app_" + encoding + " template template0 encoding '" + encoding
                            + "' lc_collate 'C' lc_ctype 'C'");
            database(encoding);
        }
    }

    private static void database(String encoding) {
        String name = "app_" + encoding.toLowerCase(java.util.Locale.ROOT);
        server.execute(
                name,
                "create function g() returns event_trigger language plpgsql as $$ begin end $$",
                "create foreign data wrapper none",
                "create schema \"учёт\"",
                "create table \"учёт\".\"Счета\" (id int constraint \"Счета ключ\" primary key)");
        server.execute(
                name,
                Stream.of(OBJECTS)
                        .map(statement -> statement.replace("database app", "database " + name))
                        .toArray(String[]::new));
        if (encoding.equals("SQL_ASCII")) {
            server.execute(
                    name,
                    "do $$ begin execute 'create table ' || convert_from('\\x6772f6df65', 'SQL_ASCII') || ' (id int)'; end $$");
        }
    }

    @AfterAll
    static void stop() {
        server.destroy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF8", "WIN1251", "KOI8R", "EUC_JP", "SQL_ASCII"})
    void the_bytes_have_the_entries_that_15_lists(String encoding) throws Exception {
        assertSameAsListed(TestConnections.programs(), encoding);
    }

    @ParameterizedTest
    @Tag("containers")
    @NeedsProgram("PostgreSQL 17 client programs")
    @ValueSource(strings = {"UTF8", "WIN1251", "KOI8R", "EUC_JP", "SQL_ASCII"})
    void the_bytes_have_the_entries_that_17_lists(String encoding) throws Exception {
        List<Path> folders =
                Optional.ofNullable(System.getenv(RequiredProgramCheck.CLIENT_PROGRAMS)).map(Path::of).stream()
                        .toList();

        assertSameAsListed(
                ((ClientProgramChoice.Chosen)
                                InstalledClientPrograms.find(folders).forServer(170_000))
                        .programs(),
                encoding);
    }

    private void assertSameAsListed(ClientPrograms programs, String encoding) throws Exception {
        Path archive = archive(programs, "app_" + encoding.toLowerCase(java.util.Locale.ROOT));
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(archive))) {
            assertThat(ArchiveStructureScan.of(bytes, 1 << 20))
                    .isInstanceOfSatisfying(
                            ArchiveStructureScan.Result.Whole.class,
                            whole -> assertThat(whole.isInOrder()).isTrue());
        }

        TableOfContents read = read(archive);

        PostgresTextEncoding names = PostgresTextEncoding.of(encoding);
        byte[] printed = printed(new PgRestore(programs, archive).list());
        List<String> lines = new String(printed, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.startsWith(";"))
                .map(line -> names.decode(line.getBytes(StandardCharsets.ISO_8859_1)))
                .map(line -> line.replaceFirst("; \\d+ \\d+ ", "; "))
                .toList();
        assertThat(read.entries()).map(TableOfContentsIT::line).containsExactlyElementsOf(lines);
        assertThat(read.encoding()).isEqualTo(names);
        TableOfContents listed = TableOfContents.parse(new String(printed, StandardCharsets.ISO_8859_1));
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("entries", "ofDatabase", "encoding", "source", "needed.grantees", "needed.ofPolicies")
                .isEqualTo(listed);
        assertThat(read.needed().grantees())
                .containsExactlyInAnyOrder(
                        "postgres", "Data Team (EU)", "to lend, \"FROM\" here", "borrower", "caller", "maker", "taker");
        assertThat(read.needed().ofPolicies()).containsExactlyInAnyOrder("clerk", "Head Clerk");
        assertThat(read.ofDatabase()).extracting(Entry::type).containsExactly("DATABASE", "DATABASE PROPERTIES");
        assertThat(listed.source()).isEqualTo(Source.LISTING);
        assertThat(parts(read))
                .contains(
                        "учёт/Счета/Счета ключ",
                        "a b/line/items\nof",
                        "a b/line/line_pkey",
                        "a b/line\nitems\t /line\nitems\t _pkey",
                        "a b/line/a trigger",
                        "a b/line/a policy",
                        "a b/line/no insert",
                        "public/event/id");
    }

    /** Schema, table and own name of an object that belongs to a table. */
    private static List<String> parts(TableOfContents contents) {
        return contents.entries().stream()
                .filter(entry -> TocEntryTableResolver.PARTS.contains(entry.type()))
                .map(entry -> entry.schema().orElse("-") + "/" + entry.table().orElse("-") + "/" + entry.ownName())
                .toList();
    }

    private static String line(Entry entry) {
        return (entry.id() + "; " + entry.type() + " " + entry.schema().orElse("-") + " " + entry.name() + " "
                        + entry.owner())
                .replace('\n', ' ');
    }

    private static TableOfContents read(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            return ((TableOfContentsReadResult.Read) TableOfContents.of(in, 1 << 20)).contents();
        }
    }

    private static byte[] printed(RunningProgram program) throws Exception {
        byte[] output = program.output().readAllBytes();
        assertThat(program.await().succeeded()).isTrue();
        return output;
    }

    private Path archive(ClientPrograms programs, String database) throws Exception {
        Path file = folder.resolve(database + ".dump");
        RunningProgram dump = new PgDump(
                        programs,
                        TestConnections.connection(server, database),
                        TestConnections.options("gzip:1", false))
                .start();
        try (InputStream output = dump.output()) {
            Files.copy(output, file);
        }
        assertThat(dump.await().succeeded()).isTrue();
        return file;
    }
}
