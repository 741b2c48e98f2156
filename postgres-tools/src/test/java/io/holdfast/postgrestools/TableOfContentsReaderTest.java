package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.postgrestools.TableOfContents.Entry;
import io.holdfast.postgrestools.TableOfContents.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(900)
class TableOfContentsReaderTest {

    private static final long LIMIT = 1 << 20;

    private static TableOfContentsReadResult result(byte[] archive) throws IOException {
        return TableOfContents.of(new ByteArrayInputStream(archive), LIMIT);
    }

    private static TableOfContents read(ArchiveBytes archive) throws IOException {
        return ((TableOfContentsReadResult.Read) result(archive.bytes())).contents();
    }

    private static ArchiveBytes tables(String encoding) {
        return new ArchiveBytes(16, 4, encoding)
                .entry(200, "TABLE", "учёт", "Счета", "Отдел продаж")
                .entry(201, "TABLE DATA", "учёт", "Счета", "Отдел продаж", 200)
                .entry(202, "FK CONSTRAINT", "учёт", "Счета ключ", "Отдел продаж", 200);
    }

    @ParameterizedTest
    @CsvSource({"12, -1", "13, -1", "14, -1", "15, zstd", "16, zstd"})
    void every_known_version_has_the_same_result(int minor, String compression) throws IOException {
        ArchiveBytes archive = new ArchiveBytes(minor, 3, "UTF8")
                .entry(200, "TABLE", "public", "t", "me")
                .entry(201, "TABLE DATA", "public", "t", "me", 200);

        TableOfContents contents = read(archive);

        assertThat(contents)
                .isEqualTo(new TableOfContents(
                        Optional.of("app"),
                        3,
                        compression,
                        "CUSTOM",
                        "1." + minor + "-0",
                        Optional.of(new PgVersion(15, 18)),
                        Optional.of(new PgVersion(17, 11)),
                        PostgresTextEncoding.UTF8,
                        Source.ARCHIVE,
                        List.of(),
                        List.of(
                                new Entry(200, "TABLE", Optional.of("public"), "t", "me"),
                                new Entry(
                                        201,
                                        "TABLE DATA",
                                        Optional.of("public"),
                                        "t",
                                        "me",
                                        List.of(200),
                                        Optional.empty())),
                        new TableOfContents.Needed(Set.of(), Set.of(), Set.of())));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 14, 16})
    void tablespaces_and_roles_that_definitions_name_are_known(int minor) throws IOException {
        TableOfContents contents = read(new ArchiveBytes(minor, 6, "WIN1251")
                .entry(200, "TABLE", "public", "t", "me")
                .entryIn("быстрый", 201, "INDEX", "public", "i", "me")
                .entry(202, "ACL", "public", "TABLE t", "me", "GRANT SELECT ON TABLE public.t TO \"Отдел\";\n", "")
                .entry(
                        203,
                        "POLICY",
                        "public",
                        "t p",
                        "me",
                        "CREATE POLICY p ON public.t TO clerks USING (true);\n",
                        "")
                .entry(204, "TABLE", "public", "u", "me"));

        assertThat(contents.needed())
                .isEqualTo(new TableOfContents.Needed(Set.of("быстрый"), Set.of("Отдел"), Set.of("clerks")));
        assertThat(contents.entries()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF8", "WIN1251", "KOI8R", "ISO_8859_5", "EUC_JP"})
    void names_are_what_the_encoding_of_the_archive_says(String encoding) throws IOException {
        TableOfContents contents = read(tables(encoding));

        assertThat(contents.entries())
                .first()
                .isEqualTo(new Entry(200, "TABLE", Optional.of("учёт"), "Счета", "Отдел продаж"));
    }

    @Test
    void the_encoding_may_stand_behind_the_names() throws IOException {
        ArchiveBytes archive = new ArchiveBytes(16, 3, "SQL_ASCII")
                .entry(200, "TABLE", "public", "größe", "me")
                .entry(4, "ENCODING", null, "ENCODING", "", "SET client_encoding = 'LATIN1';\n", "");

        TableOfContents contents = read(archive);

        assertThat(contents.encoding()).isEqualTo(PostgresTextEncoding.of("LATIN1"));
        assertThat(contents.entries()).extracting(Entry::name).containsExactly("grÃ¶Ã\u009fe");
    }

    @Test
    void names_may_have_blanks_line_ends_and_tabs() throws IOException {
        ArchiveBytes archive = new ArchiveBytes(14, 2, "UTF8").entry(200, "TABLE", "a b\n", "c\td ", "Data Team (EU)");

        assertThat(read(archive).entries())
                .containsExactly(new Entry(200, "TABLE", Optional.of("a b\n"), "c\td ", "Data Team (EU)"));
    }

    @Test
    void a_constraints_table_is_the_one_that_it_depends_on() throws IOException {
        ArchiveBytes archive = new ArchiveBytes(14, 4, "UTF8")
                .entry(200, "TABLE", "s", "line", "me")
                .entry(201, "TABLE", "s", "line items", "me")
                .entry(202, "CONSTRAINT", "s", "line items positive n", "me", 201);

        assertThat(read(archive).ofType("CONSTRAINT"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.table()).contains("line items"))
                .satisfies(entry -> assertThat(entry.ownName()).isEqualTo("positive n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FK CONSTRAINT|ALTER TABLE ONLY s.a DROP CONSTRAINT \"b c\";|a",
                "FK CONSTRAINT|ALTER TABLE ONLY s.\"a b\" DROP CONSTRAINT c;|a b",
                "FK CONSTRAINT|ALTER FOREIGN TABLE s.\"a b\" DROP CONSTRAINT c;|a b",
                "TRIGGER|DROP TRIGGER \"b c\" ON s.a;|a",
                "TRIGGER|DROP TRIGGER c ON s.\"a b\";|a b",
                "POLICY|DROP POLICY \" ON x\" ON s.\"a b\";|a b",
                "RULE|DROP RULE c ON \"s\".\"a b\";|a b",
                "DEFAULT|ALTER TABLE s.a ALTER COLUMN \"b c\" DROP DEFAULT;|a",
            })
    void of_two_tables_whose_names_fit_the_statement_that_drops_the_entry_decides(
            String type, String drop, String table) throws IOException {
        ArchiveBytes archive = new ArchiveBytes(14, 4, "UTF8")
                .entry(200, "TABLE", "s", "a", "me")
                .entry(201, "TABLE", "s", "a b", "me")
                .entry(202, type, "s", "a b c", "me", "-", drop, 200, 201);

        assertThat(read(archive).ofType(type))
                .singleElement()
                .satisfies(entry -> assertThat(entry.table()).contains(table));
    }

    @Test
    void a_constraint_of_a_domain_has_no_table() throws IOException {
        ArchiveBytes archive = new ArchiveBytes(14, 3, "UTF8")
                .entry(200, "DOMAIN", "s", "year", "me")
                .entry(202, "CHECK CONSTRAINT", "s", "year old", "me", 200);

        assertThat(read(archive).ofType("CHECK CONSTRAINT"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.table()).isEmpty());
    }

    @Test
    void what_pg_restore_does_not_list_is_no_entry() throws IOException {
        ArchiveBytes archive = new ArchiveBytes(14, 8, "UTF8")
                .entry(2, "STDSTRINGS", null, "STDSTRINGS", "")
                .entry(3, "SEARCHPATH", null, "SEARCHPATH", "")
                .entry(4, "DATABASE", null, "app", "me")
                .entry(5, "COMMENT", null, "DATABASE app", "me")
                .entry(6, "TABLE", "s", "undefined", "me", "", "")
                .entry(7, "SEQUENCE SET", "s", "n", "me", "", "")
                .entry(8, "COMMENT", "s", "TABLE t", "me");

        assertThat(read(archive).entries()).extracting(Entry::id).containsExactly(7, 8);
        assertThat(read(archive).ofType("DATABASE")).extracting(Entry::name).containsExactly("app");
    }

    @ParameterizedTest
    @CsvSource({"11, 1.11-0", "17, 1.17-0"})
    void another_version_is_unknown(int minor, String version) throws IOException {
        assertThat(result(new ArchiveBytes(minor, 1, "UTF8").bytes()))
                .isEqualTo(new TableOfContentsReadResult.UnknownVersion(version));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PGDM", "-- PostgreSQL database dump", "toc.dat"})
    void other_bytes_are_no_archive(String text) throws IOException {
        assertThat(result(text.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(new TableOfContentsReadResult.NotAnArchive());
    }

    @Test
    void a_head_that_ends_anywhere_is_damaged() throws IOException {
        byte[] archive = tables("UTF8").bytes();

        for (int length = "PGDMP".length(); length < archive.length; length++) {
            assertThat(result(Arrays.copyOf(archive, length)))
                    .as("after %d bytes", length)
                    .isInstanceOf(TableOfContentsReadResult.Damaged.class);
        }
    }

    /** For any bytes, the reader returns, and keeps no more than the limit. */
    @Test
    void altered_bytes_are_read_without_an_exception() throws IOException {
        byte[] archive = tables("WIN1251").bytes();
        Random random = new Random(1);

        for (int i = 0; i < 20_000; i++) {
            byte[] altered = archive.clone();
            altered[random.nextInt(altered.length)] = (byte) random.nextInt();
            altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));

            assertThat(result(altered)).isNotNull();
        }
    }

    @Test
    void names_without_end_are_read_up_to_the_limit() throws IOException {
        byte[] head = new ArchiveBytes(14, Integer.MAX_VALUE, "UTF8").bytes();
        byte[] entry = entryAlone();
        Repeated endless = new Repeated(entry);

        TableOfContentsReadResult result =
                TableOfContents.of(new SequenceInputStream(new ByteArrayInputStream(head), endless), LIMIT);

        assertThat(result).isEqualTo(new TableOfContentsReadResult.TooLong(LIMIT));
        assertThat(endless.read).isLessThan(8 * LIMIT);
    }

    @Test
    void one_name_without_end_is_not_read_at_all() throws IOException {
        byte[] head = new ArchiveBytes(14, 2, "UTF8")
                .number(200)
                .number(0)
                .text("1")
                .text("2")
                .number(Integer.MAX_VALUE)
                .bytes();
        Repeated endless = new Repeated(new byte[] {'x'});

        TableOfContentsReadResult result =
                TableOfContents.of(new SequenceInputStream(new ByteArrayInputStream(head), endless), LIMIT);

        assertThat(result).isEqualTo(new TableOfContentsReadResult.TooLong(LIMIT));
        assertThat(endless.read).isZero();
    }

    @Test
    void a_definition_of_any_length_is_passed_over() throws IOException {
        ArchiveBytes archive = new ArchiveBytes(14, 2, "UTF8")
                .entry(200, "FUNCTION", "s", "f()", "me", "x".repeat((int) (4 * LIMIT)), "");

        assertThat(read(archive).entries()).hasSize(1);
    }

    @Test
    void nothing_behind_the_table_of_contents_is_read() throws IOException {
        InputStream archive = new SequenceInputStream(
                new ByteArrayInputStream(tables("UTF8").bytes()), new ByteArrayInputStream(new byte[] {42}));

        TableOfContents.of(archive, LIMIT);

        assertThat(archive.read()).isEqualTo(42);
    }

    @Test
    void a_text_ends_at_its_first_nul_as_in_pg_restore() throws IOException {
        ArchiveBytes archive = new ArchiveBytes(14, 2, "UTF8").entry(200, "TABLE", "s", "t\0u", "me");

        assertThat(read(archive).entries())
                .first()
                .extracting(Entry::name, InstanceOfAssertFactories.STRING)
                .isEqualTo("t");
    }

    private static byte[] entryAlone() {
        byte[] before = new ArchiveBytes(14, 1, "UTF8").bytes();
        byte[] with = new ArchiveBytes(14, 1, "UTF8")
                .entry(200, "TABLE", "public", "users", "postgres", 1, 2, 3)
                .bytes();
        return Arrays.copyOfRange(with, before.length, with.length);
    }

    private static final class Repeated extends InputStream {

        private final byte[] bytes;
        private long read;

        Repeated(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes[(int) (read++ % bytes.length)] & 0xFF;
        }
    }
}
