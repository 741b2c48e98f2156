package io.holdfast.restoreengine.contents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestoreScriptReaderTest {

    private static final String HEAD = """
            --
            -- PostgreSQL database dump
            --

            \\restrict vU6FRhNId0odwaAoywcb0pRsQB8rXtmRCOE8

            SET statement_timeout = 0;
            SELECT pg_catalog.set_config('search_path', '', false);

            """;

    @Test
    void rows_of_every_table_are_counted() {
        RestoreScriptReadResult script = read(HEAD + """
                COPY public.a (id, t) FROM stdin;
                1\tx
                2\t\\N
                \\.


                COPY other.b (id) FROM stdin;
                \\.


                --
                -- PostgreSQL database dump complete
                --

                \\unrestrict vU6FRhNId0odwaAoywcb0pRsQB8rXtmRCOE8

                """);

        assertThat(tables(script))
                .extracting(table -> table.table() + " " + table.columns() + " " + table.rows())
                .containsExactly("public.a (id, t) 2", "other.b (id) 0");
    }

    @Test
    void fingerprint_is_the_sum_of_the_rows_sha256() throws NoSuchAlgorithmException {
        RestoreScriptReadResult script = read("COPY public.a (id) FROM stdin;\none\ntwo\n\n\\.\n");

        BigInteger sum = hash("one").add(hash("two")).add(hash("")).mod(BigInteger.TWO.pow(256));
        assertThat(tables(script).getFirst().fingerprint()).isEqualTo(new Fingerprint(3, "%064x".formatted(sum)));
    }

    @Test
    void names_may_contain_anything_even_a_copy_statement() {
        RestoreScriptReadResult script = read("""
                --
                -- Data for Name: new COPY public.fake (id) FROM stdin; line; Type: TABLE DATA; Schema: we ird"s
                --

                COPY "we ird""s"."new
                COPY public.fake (id) FROM stdin;
                line" ("a,b", "c"")d", "naïve") FROM stdin;
                1\t2\t3
                \\.


                SELECT pg_catalog.setval('public."se
                COPY public.fake (id) FROM stdin;
                q''"', 1, true);

                """);

        assertThat(tables(script)).singleElement().satisfies(table -> {
            assertThat(table.table())
                    .isEqualTo(new TableName("we ird\"s", "new\nCOPY public.fake (id) FROM stdin;\nline"));
            assertThat(table.columns()).isEqualTo("(\"a,b\", \"c\"\")d\", \"naïve\")");
            assertThat(table.rows()).isEqualTo(1);
        });
    }

    @Test
    void rows_that_look_like_statements_or_ends_are_rows() {
        RestoreScriptReadResult script =
                read("COPY public.a (t) FROM stdin;\nCOPY public.b (id) FROM stdin;\n\\\\.\n\\.x\n--\n\\.\n");

        assertThat(tables(script))
                .singleElement()
                .satisfies(table -> assertThat(table.rows()).isEqualTo(4));
    }

    @Test
    void a_table_without_columns_has_empty_rows() {
        RestoreScriptReadResult script = read("COPY public.nocols  FROM stdin;\n\n\n\\.\n");

        assertThat(tables(script)).singleElement().satisfies(table -> {
            assertThat(table.columns()).isEmpty();
            assertThat(table.rows()).isEqualTo(2);
        });
    }

    @Test
    void large_objects_between_the_tables_are_counted_and_not_taken_for_rows() {
        RestoreScriptReadResult script = read("""
                BEGIN;

                SELECT pg_catalog.lo_open('16423', 131072);
                SELECT pg_catalog.lowrite(0, '\\x434f5059');
                SELECT pg_catalog.lo_close(0);

                COMMIT;

                COPY public.a (id) FROM stdin;
                1
                \\.
                """);

        assertThat(script).isInstanceOfSatisfying(RestoreScriptReadResult.Whole.class, whole -> {
            assertThat(whole.largeObjects()).isEqualTo(1);
            assertThat(whole.tables()).hasSize(1);
        });
    }

    @Test
    void large_objects_have_the_fingerprint_of_their_ids_and_bytes() throws NoSuchAlgorithmException {
        RestoreScriptReadResult.Whole whole = (RestoreScriptReadResult.Whole) read("""
                SELECT pg_catalog.lo_open('16423', 131072);
                SELECT pg_catalog.lowrite(0, '\\x434f');
                SELECT pg_catalog.lowrite(0, '\\x5059');
                SELECT pg_catalog.lo_close(0);

                SELECT pg_catalog.lo_open('7', 131072);
                SELECT pg_catalog.lo_close(0);
                """);

        BigInteger sum = hash("16423\tCOPY").add(hash("7\t")).mod(BigInteger.TWO.pow(256));
        assertThat(whole.objects()).contains(new Fingerprint(2, "%064x".formatted(sum)));
    }

    @Test
    void sequences_stand_where_their_statements_set_them() {
        RestoreScriptReadResult.Whole whole = (RestoreScriptReadResult.Whole) read(HEAD + """
                SELECT pg_catalog.setval('public.a_id_seq', 9, true);
                SELECT pg_catalog.setval('"Über"."odd ''; name"', -41, false);
                """);

        assertThat(whole.sequences())
                .containsExactly(
                        new SequenceValue(new TableName("public", "a_id_seq"), 9, true),
                        new SequenceValue(new TableName("Über", "odd '; name"), -41, false));
    }

    @Test
    void names_are_read_in_the_encoding_that_the_script_names() {
        RestoreScriptReader reader = new RestoreScriptReader(1 << 20);
        byte[] script = "SET client_encoding = 'WIN1251';\nCOPY public.\"Товар\" (id) FROM stdin;\n1\n\\.\n"
                .getBytes(java.nio.charset.Charset.forName("windows-1251"));
        reader.take(script, 0, script.length);

        RestoreScriptReadResult.Whole whole = (RestoreScriptReadResult.Whole) reader.finish();

        assertThat(whole.encoding()).contains("WIN1251");
        assertThat(whole.tables())
                .extracting(TableContentFingerprint::table)
                .containsExactly(new TableName("public", "Товар"));
    }

    @Test
    void a_table_with_a_long_line_is_noted_with_its_length() {
        RestoreScriptReadResult.Whole whole = (RestoreScriptReadResult.Whole) read("COPY public.a (t) FROM stdin;\nx\n"
                + "y".repeat(RestoreScriptReadResult.LONG) + "\nz\n\\.\nCOPY public.b (t) FROM stdin;\nx\n\\.\n");

        assertThat(whole.longLines()).containsExactly(java.util.Map.entry(new TableName("public", "a"), (long)
                RestoreScriptReadResult.LONG));
        assertThat(whole.longestLine()).isEqualTo(RestoreScriptReadResult.LONG);
    }

    @Test
    void several_blocks_of_one_table_are_one_table() {
        RestoreScriptReadResult script =
                read("COPY public.a (id) FROM stdin;\n1\n\\.\n\nCOPY public.a (id) FROM stdin;\n2\n3\n\\.\n");

        assertThat(tables(script))
                .singleElement()
                .satisfies(table -> assertThat(table.rows()).isEqualTo(3));
    }

    @Test
    void a_script_that_ends_among_rows_is_cut_off() {
        RestoreScriptReadResult script = read("COPY public.a (id) FROM stdin;\n1\n2");

        assertThat(script).isEqualTo(new RestoreScriptReadResult.CutOff("in the rows of table public.a"));
    }

    @Test
    void a_script_that_ends_before_the_first_row_is_cut_off() {
        RestoreScriptReadResult script = read("COPY public.a (id) FROM stdin;");

        assertThat(script).isInstanceOf(RestoreScriptReadResult.CutOff.class);
    }

    @Test
    void a_script_that_ends_within_a_statement_is_cut_off() {
        RestoreScriptReadResult script = read("SELECT pg_catalog.setval('public.s', 1");

        assertThat(script).isInstanceOf(RestoreScriptReadResult.CutOff.class);
    }

    @Test
    void a_copy_of_unknown_form_is_not_guessed_at() {
        RestoreScriptReadResult script = read("COPY public.a (id) FROM stdin WITH BINARY;\n\1\2\3\n");

        assertThat(script).isInstanceOf(RestoreScriptReadResult.NotUnderstood.class);
    }

    @Test
    void a_name_without_end_does_not_fill_the_memory() {
        RestoreScriptReader reader = new RestoreScriptReader(1 << 20);
        byte[] name = new byte[1 << 20];
        Arrays.fill(name, (byte) 'x');
        feed(reader, "COPY public.\"");

        for (int i = 0; i < 64; i++) {
            reader.take(name, 0, name.length);
        }

        assertThat(reader.finish()).isInstanceOf(RestoreScriptReadResult.NotUnderstood.class);
    }

    @Test
    void very_many_tables_do_not_fill_the_memory() {
        RestoreScriptReader reader = new RestoreScriptReader(10_000);
        for (int i = 0; i < 1_000; i++) {
            feed(reader, "COPY public.t" + i + " (id) FROM stdin;\n1\n\\.\n");
        }

        assertThat(reader.finish()).isEqualTo(new RestoreScriptReadResult.TooManyNames(10_000));
    }

    @Test
    void as_many_names_as_permitted_are_read() {
        String copy = "COPY public.a (id) FROM stdin;";
        RestoreScriptReader reader = new RestoreScriptReader(copy.length());
        feed(reader, copy + "\n1\n\\.\n");

        assertThat(tables(reader.finish())).hasSize(1);
    }

    @Test
    void names_that_are_not_utf8_are_still_told_apart() {
        RestoreScriptReader reader = new RestoreScriptReader(1 << 20);
        for (byte letter : new byte[] {(byte) 0xE4, (byte) 0xF6}) {
            feed(reader, "COPY public.\"");
            reader.take(new byte[] {letter}, 0, 1);
            feed(reader, "\" (id) FROM stdin;\n1\n\\.\n");
        }

        RestoreScriptReadResult script = reader.finish();

        assertThat(tables(script)).extracting(table -> table.table().name()).containsExactly("\\xE4", "\\xF6");
    }

    @Test
    void names_are_in_the_encoding_that_the_script_sets() {
        RestoreScriptReader reader = new RestoreScriptReader(1 << 20);
        byte[] script = (HEAD
                        + "SET client_encoding = 'KOI8R';\n\nCOPY \"учёт\".\"Счета\" (\"Номер\") FROM stdin;\n1\n\\.\n")
                .getBytes(Charset.forName("KOI8-R"));
        for (byte b : script) {
            reader.take(new byte[] {b}, 0, 1);
        }

        assertThat(tables(reader.finish()))
                .extracting(table -> table.table() + " " + table.columns())
                .containsExactly("учёт.Счета (\"Номер\")");
    }

    private static RestoreScriptReadResult read(String script) {
        RestoreScriptReader reader = new RestoreScriptReader(1 << 20);
        feed(reader, script);
        return reader.finish();
    }

    private static void feed(RestoreScriptReader reader, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        reader.take(bytes, 0, bytes.length);
    }

    private static List<TableContentFingerprint> tables(RestoreScriptReadResult script) {
        assertThat(script).isInstanceOf(RestoreScriptReadResult.Whole.class);
        return ((RestoreScriptReadResult.Whole) script).tables();
    }

    private static BigInteger hash(String row) throws NoSuchAlgorithmException {
        return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(row.getBytes(UTF_8)));
    }
}
