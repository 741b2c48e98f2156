package io.holdfast.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.doctor.DoctorCheckResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlCharacterSanitizerTest {

    @ParameterizedTest
    @ValueSource(strings = {"\u001b[2J", "\u009b2J", "\r", "\n", "\u2028", "\u202e", "\u0007", "\ud800"})
    void control_characters_become_question_marks(String evil) {
        assertThat(ControlCharacterSanitizer.line("a" + evil + "b"))
                .startsWith("a?")
                .endsWith("b");
    }

    @Test
    void words_of_any_language_stay_as_they_are() {
        assertThat(ControlCharacterSanitizer.line("Sicherung „Köln“ 備份 ✓")).isEqualTo("Sicherung „Köln“ 備份 ✓");
    }

    @Test
    void a_text_keeps_its_lines_and_no_other_control_characters() {
        assertThat(ControlCharacterSanitizer.text("one\n\ttwo\r\n\u001b[2J\u202ethree", 100))
                .isEqualTo("one\n\ttwo?\n?[2J?three");
        assertThat(ControlCharacterSanitizer.text("x".repeat(10_000), 100)).isEqualTo("x".repeat(100) + "…");
    }

    @Test
    void the_message_of_a_failure_is_one_bounded_line() {
        assertThat(ControlCharacterSanitizer.message(
                        new IllegalStateException("ERROR: \"a\n2026-05-18 INFO forged\u001b]0;title\u0007\"")))
                .isEqualTo("ERROR: \"a?2026-05-18 INFO forged?]0;title?\"");
        assertThat(ControlCharacterSanitizer.message("x".repeat(10_000))).hasSize(2_001);
        assertThat(ControlCharacterSanitizer.message(new IllegalStateException()))
                .isEqualTo("null");
    }

    @Test
    void a_finding_and_a_check_of_the_doctor_are_printable_whoever_makes_them() {
        String evil = "table \"a\n\u001b[2J\u202eb\"";

        assertThat(new Finding("contents_differ", evil).text()).isEqualTo("table \"a??[2J?b\"");
        assertThat(DoctorCheckResult.fail("database app", evil, evil))
                .isEqualTo(DoctorCheckResult.fail("database app", "table \"a??[2J?b\"", "table \"a??[2J?b\""));
    }

    @Test
    void an_escaped_text_is_one_line_and_loses_nothing() {
        assertThat(ControlCharacterSanitizer.escaped("a\n\r\t\u001b[2J\u202e„Köln“\ud83d\ude00\ud800"))
                .isEqualTo("a\\n\\r\\t\\u001b[2J\\u202e„Köln“\ud83d\ude00\\ud800");
    }

    @Test
    void long_text_is_cut_at_eighty_characters() {
        assertThat(ControlCharacterSanitizer.shortened("x".repeat(10_000))).isEqualTo("x".repeat(80) + "…");
    }
}
