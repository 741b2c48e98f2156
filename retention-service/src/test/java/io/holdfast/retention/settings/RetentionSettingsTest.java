package io.holdfast.retention.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionSettingsTest {

    @Test
    void the_defaults_are_the_runbooks() {
        RetentionSettings settings = settings(Map.of("holdfast.databases.app.name", "app"));

        assertThat(settings.retentionDays()).isEqualTo(30);
        assertThat(settings.retention().minimumVerified()).isEqualTo(3);
        assertThat(settings.retention().inspectionDays()).isEqualTo(7);
        assertThat(settings.retention().at()).isEqualTo("0 0 4 * * ?");
        assertThat(settings.retention().every()).isEqualTo("1s");
        assertThat(settings.retention().rereadingValidFor()).isEqualTo(Duration.ofHours(6));
        assertThat(settings.retention().scanEvery()).isEqualTo("10m");
        assertThat(settings.retention().orphanGrace()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a_database_may_differ() {
        RetentionSettings settings = settings(Map.of(
                "holdfast.retention-days", "20",
                "holdfast.databases.app.name", "app",
                "holdfast.databases.audit.host", "db.example",
                "holdfast.databases.audit.retention-days", "400",
                "holdfast.databases.audit.minimum-verified", "5",
                "holdfast.databases.audit.inspection-days", "14"));

        ConfiguredPolicies policies = new ConfiguredPolicies(settings);

        assertThat(policies.all())
                .containsExactly(
                        new RetentionPolicy(new DatabaseId("app"), Duration.ofDays(20), 3, Duration.ofDays(7)),
                        new RetentionPolicy(new DatabaseId("audit"), Duration.ofDays(400), 5, Duration.ofDays(14)));
    }

    @Test
    void a_database_that_is_not_configured_has_no_policy() {
        ConfiguredPolicies policies = new ConfiguredPolicies(settings(Map.of("holdfast.databases.app.name", "app")));

        assertThat(policies.of(new DatabaseId("other"))).isEmpty();
    }

    @Test
    void values_out_of_range_are_refused_in_words() {
        assertThatThrownBy(() -> policies("holdfast.databases.app.minimum-verified", "0"))
                .hasMessageContaining("the last verified backup is never deleted")
                .hasMessageContaining("set it to 1 or more");
        assertThatThrownBy(() -> policies("holdfast.databases.app.retention-days", "0"))
                .hasMessageContaining("BACKUP_RETENTION_DAYS");
        assertThatThrownBy(() -> policies("holdfast.databases.app.inspection-days", "-1"))
                .hasMessageContaining("0 or more");
    }

    private static ConfiguredPolicies policies(String name, String value) {
        return new ConfiguredPolicies(settings(Map.of(name, value)));
    }

    private static RetentionSettings settings(Map<String, String> values) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(RetentionSettings.class)
                .withValidateUnknown(false)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
        return config.getConfigMapping(RetentionSettings.class);
    }
}
