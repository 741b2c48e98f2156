package io.holdfast.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessEnvironmentTest {

    @ParameterizedTest
    @CsvSource({"LANG,C", "LANG,POSIX", "LC_ALL,C", "LC_CTYPE,POSIX", "LANG,''", "HOME,/root"})
    void a_service_gets_a_locale_in_which_java_can_name_every_file(String name, String value) {
        assertThat(ProcessEnvironment.withUtf8(new TreeMap<>(Map.of(name, value))))
                .containsEntry("LC_ALL", "C.UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"LANG,de_DE.UTF-8", "LC_ALL,en_US.UTF-8", "LC_CTYPE,C.UTF-8", "LANG,de_DE.ISO-8859-1"})
    void a_locale_that_a_person_has_chosen_stays(String name, String value) {
        assertThat(ProcessEnvironment.withUtf8(new TreeMap<>(Map.of(name, value))))
                .isEqualTo(Map.of(name, value));
    }

    @Test
    void the_stronger_variable_decides() {
        assertThat(ProcessEnvironment.withUtf8(new TreeMap<>(Map.of("LC_ALL", "C", "LANG", "de_DE.UTF-8"))))
                .containsEntry("LC_ALL", "C.UTF-8");
    }
}
