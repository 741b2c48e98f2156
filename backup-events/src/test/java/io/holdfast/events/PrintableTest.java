package io.holdfast.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2J", "\u009b2J", "\r", "\n", "\u2028", "\u202e", "\u0007", "\ud800"})
    void what_could_steer_a_terminal_becomes_a_question_mark(String evil) {
        assertThat(Printable.line("a" + evil + "b")).startsWith("a?").endsWith("b");
    }

    @Test
    void words_of_any_language_stay_as_they_are() {
        assertThat(Printable.line("Sicherung „Köln“ 備份 ✓")).isEqualTo("Sicherung „Köln“ 備份 ✓");
    }

    @Test
    void long_text_is_cut_at_eighty_characters() {
        assertThat(Printable.shortened("x".repeat(10_000))).isEqualTo("x".repeat(80) + "…");
    }
}
