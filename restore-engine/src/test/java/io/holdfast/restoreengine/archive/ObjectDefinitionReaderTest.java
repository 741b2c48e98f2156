package io.holdfast.restoreengine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectDefinitionReaderTest {

    private static final String BEGINNING = """
        --
        -- PostgreSQL database dump
        --

        \\restrict abc

        SET statement_timeout = 0;
        SELECT pg_catalog.set_config('search_path', '', false);

        """;

    private static String entry(int id, String definition) {
        return """
            --
            -- TOC entry %d (class 1255 OID 16395)
            -- Dependencies: 5
            -- Name: x; Type: FUNCTION; Schema: public; Owner: -
            --

            %s


            """.formatted(id, definition);
    }

    private static Map<Integer, String> read(String... entries) {
        return ObjectDefinitionReader.read(BEGINNING + String.join("", entries) + "\\unrestrict abc\n\n");
    }

    @Test
    void each_definition_stands_under_its_entry() {
        assertThat(read(entry(7, "CREATE SCHEMA a;"), entry(215, "CREATE SCHEMA b;")))
                .containsExactly(Map.entry(7, "CREATE SCHEMA a;"), Map.entry(215, "CREATE SCHEMA b;"));
    }

    @Test
    void what_looks_like_a_comment_in_a_string_is_none() {
        String server =
                "CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (\n    host 'a\n-- TOC entry 9 (class 1 OID 2)\nb');";

        assertThat(read(entry(7, server))).containsExactly(Map.entry(7, server));
    }

    @Test
    void what_looks_like_a_comment_in_a_function_is_none() {
        String function = "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $_$\n"
                + "-- TOC entry 9 (class 1 OID 2)\n"
                + "select 'it''s $$'\n"
                + "$_$;";

        assertThat(read(entry(7, function), entry(8, "CREATE SCHEMA b;")))
                .containsOnlyKeys(7, 8)
                .containsEntry(7, function);
    }

    @Test
    void a_backslash_hides_a_quote_where_the_string_says_so() {
        String comment = "COMMENT ON TABLE t IS E'a\\'\n-- TOC entry 9 (class 1 OID 2)\n';";

        assertThat(read(entry(7, comment))).containsExactly(Map.entry(7, comment));
    }

    @Test
    void a_name_with_a_line_break_is_a_name() {
        String schema = "CREATE SCHEMA \"a\n-- TOC entry 9 (class 1 OID 2)\"\"\";";

        assertThat(read(entry(7, schema))).containsExactly(Map.entry(7, schema));
    }
}
