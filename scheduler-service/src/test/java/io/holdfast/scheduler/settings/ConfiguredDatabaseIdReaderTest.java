package io.holdfast.scheduler.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfiguredDatabaseIdReaderTest {

    @Test
    void settings_of_other_services_make_a_database_known() {
        assertThat(ConfiguredDatabaseIdReader.in(List.of(
                        "holdfast.databases.app.password-file",
                        "holdfast.databases.app.host",
                        "holdfast.databases.\"with.dots\".host",
                        "holdfast.databases",
                        "holdfast.scheduler.tick")))
                .containsExactly("app", "with.dots");
    }
}
