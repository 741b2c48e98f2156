package io.holdfast.events.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocaleCheckupTest {

    @Test
    void a_utf_8_locale_is_not_reported() {
        assertThat(LocaleCheckup.of("UTF-8")).isEmpty();
    }

    @Test
    void a_locale_that_loses_characters_is_a_warning() {
        assertThat(LocaleCheckup.of("ANSI_X3.4-1968")).singleElement().satisfies(check -> {
            assertThat(check.verdict()).isEqualTo(DoctorCheckResult.Status.WARN);
            assertThat(check.message()).contains("ANSI_X3.4-1968");
            assertThat(check.hint()).contains("LC_ALL=C.UTF-8");
        });
    }
}
