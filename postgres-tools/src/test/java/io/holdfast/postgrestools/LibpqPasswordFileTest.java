package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibpqPasswordFileTest {

    @Test
    void it_serves_every_host_and_role() throws IOException {
        assertThat(text("Zürich ß 日本")).isEqualTo("*:*:*:*:Zürich ß 日本:\n");
    }

    @Test
    void colons_and_backslashes_are_escaped() throws IOException {
        assertThat(text("a:b\\c")).isEqualTo("*:*:*:*:a\\:b\\\\c:\n");
    }

    @Test
    void white_space_at_the_end_stands_before_the_last_colon() throws IOException {
        assertThat(text("blank \r")).isEqualTo("*:*:*:*:blank \r:\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "zero\0byte", "half \ud800 a character"})
    void what_no_line_holds_is_refused_without_being_quoted(String password) {
        assertThatThrownBy(() -> text(password))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Change the role's password")
                .hasMessageNotContaining(password);
    }

    private static String text(String password) throws IOException {
        return new String(LibpqPasswordFile.content(Secret.of(password)), StandardCharsets.UTF_8);
    }
}
