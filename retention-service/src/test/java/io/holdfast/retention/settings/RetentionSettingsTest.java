package io.holdfast.retention.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.RetentionPolicyDestination;
import io.holdfast.retention.expiring.RetentionTierPolicy;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.holdfast.store.settings.DestinationSettings;
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
        assertThat(settings.retentionWeeks()).isEqualTo(13);
        assertThat(settings.retentionMonths()).isEqualTo(12);
        assertThat(settings.retentionYears()).isZero();
        assertThat(settings.retention().keepLast()).isZero();
        assertThat(settings.retention().archiveAfterDays()).isEmpty();
        assertThat(settings.retention().unprotectedDays()).isEqualTo(30);
        assertThat(settings.retention().at()).isEqualTo("0 0 4 * * ?");
        assertThat(settings.retention().every()).isEqualTo("1s");
        assertThat(settings.retention().rereadingValidFor()).isEqualTo(Duration.ofHours(6));
        assertThat(settings.retention().scanEvery()).isEqualTo("10m");
        assertThat(settings.retention().factsEvery()).isEqualTo("2s");
        assertThat(settings.retention().orphanGrace()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a_database_may_differ() {
        ConfiguredRetentionPolicies policies = policies(Map.of(
                "holdfast.retention-days", "20",
                "holdfast.databases.app.name", "app",
                "holdfast.databases.audit.host", "db.example",
                "holdfast.databases.audit.retention-days", "400",
                "holdfast.databases.audit.minimum-verified", "5",
                "holdfast.databases.audit.inspection-days", "14"));

        assertThat(policies.all())
                .containsExactly(
                        new RetentionPolicy(new DatabaseId("app"), Duration.ofDays(20), 3, Duration.ofDays(7)),
                        new RetentionPolicy(new DatabaseId("audit"), Duration.ofDays(400), 5, Duration.ofDays(14)));
    }

    @Test
    void a_database_that_is_not_configured_has_no_policy() {
        ConfiguredRetentionPolicies policies = policies(Map.of("holdfast.databases.app.name", "app"));

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

    @Test
    void the_places_of_a_database_are_the_destinations_that_it_wants_and_those_that_it_does_not() {
        ConfiguredRetentionPolicies policies = policies(Map.of(
                "holdfast.databases.app.name", "app",
                "holdfast.databases.app.destinations", "local,vault",
                "holdfast.destinations.vault.path", "/mnt/vault",
                "holdfast.destinations.vault.off-site", "true",
                "holdfast.destinations.shelf.path", "/mnt/shelf"));

        assertThat(policies.all())
                .singleElement()
                .satisfies(policy -> assertThat(policy.places())
                        .containsExactly(
                                RetentionPolicyDestination.LOCAL,
                                new RetentionPolicyDestination("shelf", false, false),
                                new RetentionPolicyDestination("vault", true, true)));
    }

    @Test
    void every_length_can_be_set_for_all_and_for_one() {
        ConfiguredRetentionPolicies policies = policies(Map.of(
                "holdfast.retention-weeks", "5",
                "holdfast.retention.keep-last", "7",
                "holdfast.databases.app.retention-years", "3",
                "holdfast.databases.app.archive-after-days", "90"));

        assertThat(policies.all())
                .extracting(RetentionPolicy::tiering)
                .containsExactly(new RetentionTierPolicy(5, 12, 3, 7, Duration.ofDays(90), Duration.ofDays(30)));
    }

    private static ConfiguredRetentionPolicies policies(String name, String value) {
        return policies(Map.of(name, value));
    }

    private static ConfiguredRetentionPolicies policies(Map<String, String> values) {
        SmallRyeConfig config = config(values);
        return new ConfiguredRetentionPolicies(
                config.getConfigMapping(RetentionSettings.class),
                new ConfiguredDestinations(config.getConfigMapping(DestinationSettings.class)));
    }

    private static RetentionSettings settings(Map<String, String> values) {
        return config(values).getConfigMapping(RetentionSettings.class);
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(RetentionSettings.class)
                .withMapping(DestinationSettings.class)
                .withValidateUnknown(false)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }
}
