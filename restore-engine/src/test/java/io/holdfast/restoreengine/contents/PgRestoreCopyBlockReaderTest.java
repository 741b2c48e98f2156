package io.holdfast.restoreengine.contents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PgRestoreCopyBlockReaderTest {

    private static Optional<PgRestoreCopyBlockReader> block(String script) throws IOException {
        return PgRestoreCopyBlockReader.in(new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)));
    }

    private static String rows(PgRestoreCopyBlockReader block) throws IOException {
        return new String(block.rows().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void rows_end_before_the_backslash_and_the_full_stop() throws IOException {
        PgRestoreCopyBlockReader block = block("\\r"
                        + "estrict x\n"
                        + "SET a = 1;\n\n"
                        + "COPY public.t (id, \"Name\") FROM stdin;\n"
                        + "1\ta\n"
                        + "2\t\\\\.\n"
                        + "\\.\n\n"
                        + "-- end\n")
                .orElseThrow();

        assertThat(block.table()).isEqualTo(new TableName("public", "t"));
        assertThat(block.columns()).isEqualTo("(id, \"Name\")");
        assertThat(rows(block)).isEqualTo("1\ta\n2\t\\\\.\n");
    }

    @Test
    void a_table_without_rows_has_none() throws IOException {
        assertThat(rows(block("COPY public.t (id) FROM stdin;\n\\.\n").orElseThrow()))
                .isEmpty();
    }

    @Test
    void a_name_with_a_line_break_is_read_whole() throws IOException {
        PgRestoreCopyBlockReader block =
                block("COPY public.\"a\nb\" (id) FROM stdin;\n1\n\\.\n").orElseThrow();

        assertThat(block.table().name()).isEqualTo("a\nb");
        assertThat(rows(block)).isEqualTo("1\n");
    }

    @Test
    void names_are_in_the_encoding_that_the_script_sets() throws IOException {
        String script = "SET client_encoding = 'WIN1251';\n\nCOPY \"учёт\".\"Счета\" (\"Номер\") FROM stdin;\n1\n\\.\n";

        PgRestoreCopyBlockReader block = PgRestoreCopyBlockReader.in(
                        new ByteArrayInputStream(script.getBytes(Charset.forName("windows-1251"))))
                .orElseThrow();

        assertThat(block.table()).isEqualTo(new TableName("учёт", "Счета"));
        assertThat(block.columns()).isEqualTo("(\"Номер\")");
        assertThat(block.encoding().name()).isEqualTo("WIN1251");
    }

    @Test
    void a_column_list_that_is_more_than_names_is_not_understood() throws IOException {
        assertThat(block("COPY public.t (id) FROM PROGRAM 'x' -- (id) FROM stdin;\n\\.\n"))
                .isEmpty();
        assertThat(block("COPY public.t (id) where true; drop table t; copy t (id) FROM stdin;\n\\.\n"))
                .isEmpty();
    }

    @Test
    void a_script_without_a_table_has_none() throws IOException {
        assertThat(block("SET a = 1;\n-- nothing\n")).isEmpty();
    }
}
