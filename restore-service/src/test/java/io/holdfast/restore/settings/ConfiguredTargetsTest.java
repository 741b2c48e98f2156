package io.holdfast.restore.settings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredTargetsTest {

    @Test
    void a_target_without_a_role_is_an_error_that_says_what_to_set() {
        RestoreSettings settings = settings(Map.of("holdfast.restore.targets.app.host", "db.example"));

        assertThatThrownBy(() -> new ConfiguredTargets(settings, (path, key) -> ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holdfast.restore.targets.app.username is not set")
                .hasMessageContaining("docs/roles.md");
    }

    @Test
    void a_host_that_cannot_be_read_is_an_error_that_names_its_setting() {
        RestoreSettings settings = settings(Map.of(
                "holdfast.restore.targets.app.host", "db.example:6432",
                "holdfast.restore.targets.app.port", "5433",
                "holdfast.restore.targets.app.username", "owner"));

        assertThatThrownBy(() -> new ConfiguredTargets(settings, (path, key) -> ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "holdfast.restore.targets.app.host has the port 6432, but holdfast.restore.targets.app.port is"
                                + " 5433. Set the port in one place only.");
    }

    private static RestoreSettings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(RestoreSettings.class)
                .withValidateUnknown(false)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(RestoreSettings.class);
    }
}
