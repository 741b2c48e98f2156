package io.holdfast.restoreengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.postgrestools.TableOfContents;
import org.junit.jupiter.api.Test;

class PgRestoreErrorOutputTest {

    private static final TableOfContents LIST = TableOfContents.parse("""
        ;
        ; Archive created at 2026-05-18 02:00:00 UTC
        ;     dbname: shop
        ;     TOC Entries: 2
        ;     Compression: -1
        ;     Dump Version: 1.14-0
        ;     Format: CUSTOM
        ;     Integer: 4 bytes
        ;     Offset: 8 bytes
        ;     Dumped from database version: 15.18
        ;     Dumped by pg_dump version: 15.18
        ;
        ;
        ; Selected TOC Entries:
        ;
        215; 1259 16390 TABLE public orders postgres
        216; 1418 16400 USER MAPPING - USER MAPPING fed_app SERVER head_office postgres
        """);

    private static final String SUM = "pg_restore: warning: errors ignored on restore: 2\n";

    @Test
    void an_entry_is_known_by_its_number_whatever_else_stands_in_the_line() {
        assertThat(PgRestoreErrorOutput.entryOf("pg_restore: from TOC entry 215; 1259 16390 TABLE orders postgres"))
                .hasValue(215);
        assertThat(PgRestoreErrorOutput.entryOf(
                        "pg_restore: pg_restore: from TOC entry 215; 1259 16390 TABLE orders postgres"))
                .hasValue(215);
        assertThat(PgRestoreErrorOutput.entryOf("pg_restore: error: could not execute query: FEHLER:  Relation fehlt"))
                .isEmpty();
    }

    @Test
    void it_came_to_the_end_of_the_archive_if_its_last_line_is_a_sum() {
        assertThat(PgRestoreErrorOutput.read("pg_restore: error: x\n" + SUM, LIST)
                        .isComplete())
                .isTrue();
        assertThat(PgRestoreErrorOutput.read("pg_restore: error: x: 2\n", LIST).isComplete())
                .isFalse();
        assertThat(PgRestoreErrorOutput.read("", LIST).isComplete()).isFalse();
    }

    @Test
    void options_that_may_be_passwords_are_not_shown_and_everything_else_is() {
        String words = PgRestoreErrorOutput.read("""
            pg_restore: from TOC entry 216; 1418 16400 USER MAPPING USER MAPPING fed_app SERVER head_office postgres
            pg_restore: error: could not execute query: FEHLER:  Rolle fehlt
            Command was: CREATE USER MAPPING FOR fed_app SERVER head_office OPTIONS (
                password 'a secret
            pg_restore: error: of two lines',
            );
            pg_restore: from TOC entry 215; 1259 16390 TABLE orders postgres
            pg_restore: error: could not execute query: FEHLER:  Relation fehlt
            """ + SUM, LIST).words();

        assertThat(words)
                .doesNotContain("secret", "of two lines", "CREATE USER MAPPING")
                .contains("216;", "Relation fehlt", "ignored on restore");
    }

    @Test
    void what_follows_a_gap_may_be_the_rest_of_a_password() {
        String words = PgRestoreErrorOutput.read("\n… 4711 bytes left out …\nof a secret'\n);\n" + SUM, LIST)
                .words();

        assertThat(words).doesNotContain("secret").contains("ignored on restore");
    }
}
