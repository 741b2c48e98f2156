package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSecurityFixCheckTest {

    private static final String OF_2025 = "CVE-2025-8713 to CVE-2025-8715";

    @ParameterizedTest
    @ValueSource(strings = {"13.22", "14.19", "15.14", "15.18", "16.10", "17.6", "18.0", "19.0"})
    void a_version_with_every_fix_lacks_none(String version) {
        assertThat(ClientSecurityFixCheck.missingIn(parsed(version))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.20", "12.22", "13.21", "14.18", "15.13", "16.9", "17.5", "17.0"})
    void a_version_between_the_two_lacks_the_later(String version) {
        assertThat(ClientSecurityFixCheck.missingIn(parsed(version))).containsExactly(OF_2025);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.6", "11.22", "12.19", "13.15", "14.12", "15.7", "16.3"})
    void an_older_version_lacks_both(String version) {
        assertThat(ClientSecurityFixCheck.missingIn(parsed(version))).containsExactly("CVE-2024-7348", OF_2025);
    }

    @ParameterizedTest
    @CsvSource({
        "15.7, Upgrade postgresql-client-15 to 15.14 or newer.",
        "17.5, Upgrade postgresql-client-17 to 17.6 or newer.",
        "12.22, 'PostgreSQL 12 is no longer supported. Replace its client programs by those of a supported version.'"
    })
    void the_hint_says_what_to_install(String version, String hint) {
        assertThat(ClientSecurityFixCheck.adviceFor(installed(version)))
                .hasValueSatisfying(advice -> assertThat(advice.hint()).isEqualTo(hint));
    }

    @Test
    void each_old_set_of_programs_is_named_with_its_folder() {
        assertThat(ClientSecurityFixCheck.adviceFor(installed("15.7", "16.10", "17.5")))
                .hasValueSatisfying(advice -> assertThat(advice.message())
                        .isEqualTo("15.7 in /pg/15.7 lacks the fix for CVE-2024-7348 and for " + OF_2025
                                + "; 17.5 in /pg/17.5 lacks the fix for " + OF_2025));
    }

    @Test
    void there_is_no_advice_about_fixed_programs() {
        assertThat(ClientSecurityFixCheck.adviceFor(installed("15.14", "17.6"))).isEmpty();
    }

    private static List<ClientPrograms> installed(String... versions) {
        return Stream.of(versions)
                .map(version -> new ClientPrograms(Path.of("/pg", version), parsed(version)))
                .toList();
    }

    private static PgVersion parsed(String version) {
        return PgVersion.parse(version).orElseThrow();
    }
}
