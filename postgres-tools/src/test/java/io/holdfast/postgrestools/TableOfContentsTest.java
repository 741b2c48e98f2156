package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.postgrestools.TableOfContents.Entry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableOfContentsTest {

    private final TableOfContents gzip15 = TableOfContents.parse(ErrorOutputs.resource("/lists/gzip-15.txt"));
    private final TableOfContents zstd17 = TableOfContents.parse(ErrorOutputs.resource("/lists/zstd-17.txt"));

    @Test
    void the_header_has_the_versions_of_program_and_server() {
        assertThat(zstd17)
                .extracting(
                        TableOfContents::database,
                        TableOfContents::entryCount,
                        TableOfContents::compression,
                        TableOfContents::format,
                        TableOfContents::dumpVersion,
                        TableOfContents::server,
                        TableOfContents::writtenBy)
                .containsExactly(
                        Optional.of("postgres"),
                        7,
                        "zstd",
                        "CUSTOM",
                        "1.16-0",
                        Optional.of(new PgVersion(17, 11)),
                        Optional.of(new PgVersion(17, 11)));
    }

    @Test
    void entries_have_type_schema_name_and_owner() {
        assertThat(gzip15.entries())
                .contains(
                        new Entry(6, "SCHEMA", Optional.empty(), "hidden", "postgres"),
                        new Entry(215, "TABLE", Optional.of("hidden"), "secret", "postgres"),
                        new Entry(3366, "TABLE DATA", Optional.of("hidden"), "secret", "postgres"),
                        new Entry(3377, "ACL", Optional.empty(), "SCHEMA hidden", ""),
                        new Entry(222, "FUNCTION", Optional.of("public"), "f()", "postgres"),
                        new Entry(3382, "SEQUENCE SET", Optional.of("public"), "sq", "postgres"));
    }

    @Test
    void the_owner_of_a_line_with_more_blanks_than_fields_is_unknown() {
        assertThat(gzip15.ofType("TABLE")).contains(new Entry(219, "TABLE", Optional.of("public"), "we ird; name", ""));
    }

    @Test
    void each_table_has_its_data() {
        assertThat(gzip15.ofType("TABLE DATA"))
                .extracting(Entry::name)
                .containsExactly("secret", "guarded", "mine", "we ird; name");
    }

    @Test
    void other_text_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableOfContents.parse("; no list at all"))
                .withMessageContaining("TOC Entries");
    }
}
