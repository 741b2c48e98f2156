package io.holdfast.restoreengine.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyColumnListBuilderTest {

    @Test
    void a_list_has_names_with_line_ends() {
        assertThat(CopyColumnListBuilder.list("(\"a\nb\", c)")).isEqualTo("\"a\nb\", c");
    }

    @Test
    void names_may_have_commas_quotes_and_parentheses() {
        assertThat(CopyColumnListBuilder.names("(\"a, b\", c, \"d \"\" e)\")"))
                .containsExactlyInAnyOrder("a, b", "c", "d \" e)");
    }

    @Test
    void a_table_without_columns_has_no_names() {
        assertThat(CopyColumnListBuilder.list("")).isEmpty();
        assertThat(CopyColumnListBuilder.names("")).isEmpty();
    }
}
