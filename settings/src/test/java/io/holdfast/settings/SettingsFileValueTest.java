package io.holdfast.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileValueTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "$", "a$b", "100 $", "\\${HOME}", "\\$\\$", "$\\${HOME}"})
    void a_dollar_sign_alone_or_escaped_is_literal(String written) {
        assertThat(new SettingsFileValue(written).expression()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"${HOME}, ${", "a$$b, $$", "\\$${HOME}, ${", "\\$$$, $$"})
    void a_reference_to_a_variable_and_a_double_dollar_sign_are_expressions(String written, String expression) {
        assertThat(new SettingsFileValue(written).expression()).contains(expression);
    }

    @Test
    void a_literal_value_has_dollar_signs_without_their_escape() {
        assertThat(new SettingsFileValue("\\$a$b\\").literal()).isEqualTo("$a$b\\");
    }
}
