package io.holdfast.events.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunbookConfigSourceFactoryTest {

    @Test
    void the_password_of_the_runbooks_database_may_lie_in_a_file() {
        SmallRyeConfig config = configured(Map.of(
                "DATABASE_NAME", "shop",
                "DATABASE_PASSWORD_FILE", "/run/secrets/database-password"));

        assertThat(config.getValue("holdfast.databases.shop.password-file", String.class))
                .isEqualTo("/run/secrets/database-password");
        assertThat(config.getOptionalValue("holdfast.databases.shop.password", String.class))
                .isEmpty();
    }

    @Test
    void a_configured_database_takes_the_place_of_the_runbooks() {
        SmallRyeConfig config = configured(Map.of(
                "DATABASE_NAME", "shop",
                "DATABASE_PASSWORD_FILE", "/run/secrets/database-password",
                "holdfast.databases.app.host", "db.example"));

        assertThat(config.getOptionalValue("holdfast.databases.shop.password-file", String.class))
                .isEmpty();
    }

    /** Without the check for a build, which would be positive with the tests' class path. */
    private static SmallRyeConfig configured(Map<String, String> variables) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(variables, "the environment", 300))
                .withSources((ConfigSourceFactory) context -> List.of(RunbookConfigSourceFactory.variables(context)))
                .build();
    }
}
