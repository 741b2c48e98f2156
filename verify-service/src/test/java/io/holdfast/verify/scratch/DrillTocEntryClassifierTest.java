package io.holdfast.verify.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.postgrestools.TableOfContents.Entry;
import org.junit.jupiter.api.Test;

class DrillTocEntryClassifierTest {

    private static final TableOfContents LIST = TableOfContents.parse("""
        ;
        ; Archive created at 2026-05-18 02:00:00 UTC
        ;     dbname: app
        ;     TOC Entries: 14
        ;     Compression: -1
        ;     Dump Version: 1.14-0
        ;     Format: CUSTOM
        ;
        6; 2615 16385 SCHEMA - public postgres
        7; 2615 16386 SCHEMA - app postgres
        2; 3079 16387 EXTENSION - ltree\s
        3; 0 0 COMMENT - EXTENSION ltree\s
        4; 0 0 COMMENT - SCHEMA app postgres
        5; 0 0 COMMENT EXTENSION TABLE note postgres
        9; 2328 16390 FOREIGN DATA WRAPPER - own postgres
        10; 1417 16391 SERVER - elsewhere postgres
        11; 0 0 COMMENT - SERVER elsewhere postgres
        12; 0 0 USER MAPPING - USER MAPPING bob SERVER elsewhere postgres
        13; 3466 16392 EVENT TRIGGER - each postgres
        14; 0 0 COMMENT - EVENT TRIGGER each postgres
        15; 6104 16393 PUBLICATION - told postgres
        16; 6106 16394 PUBLICATION TABLE public told messages postgres
        17; 2616 16395 OPERATOR CLASS public backwards postgres
        18; 1259 16396 TABLE app t postgres
        """);

    private final DrillTocEntryClassifier entries = DrillTocEntryClassifier.of(LIST);

    @Test
    void what_acts_or_connects_is_left_out_with_what_is_said_about_it() {
        assertThat(entries.leftOut()).extracting(Entry::id).containsExactly(12, 13, 15, 16);
        assertThat(entries.without()).contains(12, 13, 14, 15, 16);
        assertThat(entries.leftOutNames()).contains("event trigger each", "publication told");
    }

    @Test
    void extensions_and_servers_are_the_administrators() {
        assertThat(entries.extensions()).extracting(Entry::name).containsExactly("ltree");
        assertThat(entries.servers()).extracting(Entry::name).containsExactly("elsewhere");
        assertThat(entries.without()).contains(2, 3, 9, 10);
    }

    @Test
    void all_else_is_the_drills_role_business() {
        assertThat(entries.without()).doesNotContain(4, 5, 7, 11, 17, 18);
    }

    @Test
    void what_only_a_superuser_can_create_is_known() {
        assertThat(entries.superuserOnly()).extracting(Entry::name).containsExactly("backwards");
    }
}
