package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TextOutputSettingsTest {

    @Test
    void all_settings_that_change_text_are_pinned() {
        assertThat(TextOutputSettings.PINNED.options())
                .isEqualTo("-c DateStyle=ISO -c IntervalStyle=postgres -c TimeZone=UTC -c bytea_output=hex"
                        + " -c extra_float_digits=3 -c lc_monetary=C -c xmlbinary=base64");
    }

    @Test
    void a_programs_environment_has_them_beside_the_time_zone() {
        DatabaseConnection plain = DatabaseConnection.to("db", 5432, "role", "app");

        assertThat(plain.environment()).containsEntry("PGTZ", "UTC").doesNotContainKey("PGOPTIONS");
        assertThat(plain.withSettings(TextOutputSettings.PINNED.only(TextOutputSettings.LC_MONETARY))
                        .withDatabase("other")
                        .environment())
                .containsEntry("PGOPTIONS", "-c lc_monetary=C");
    }

    /** A manifest is stored where others can write. */
    @Test
    void names_that_are_not_known_and_values_that_are_no_words_are_left_out() {
        TextOutputSettings settings = new TextOutputSettings(Map.of(
                "session_preload_libraries", "evil",
                "lc_monetary", "de_DE.UTF-8@euro",
                "bytea_output", "hex -c role=postgres\n",
                "DateStyle", "ISO, DMY"));

        assertThat(settings.values()).containsOnlyKeys("lc_monetary", "DateStyle");
        assertThat(settings.options()).isEqualTo("-c DateStyle=ISO,\\ DMY -c lc_monetary=de_DE.UTF-8@euro");
    }
}
