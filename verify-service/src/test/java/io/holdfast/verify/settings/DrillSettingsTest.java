package io.holdfast.verify.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.events.DatabaseId;
import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.postgrestools.SecretVault;
import io.holdfast.verify.drilling.DrillPolicy;
import io.holdfast.verify.drilling.DrillPolicy.Choice;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrillSettingsTest {

    private static final DatabaseId APP = new DatabaseId("app");
    private static final SecretVault NO_VAULT = (path, key) -> "";

    @Test
    void without_a_word_every_database_is_drilled_as_the_runbook_asks() throws PasswordUnavailableException {
        ConfiguredDrillPolicies policies = new ConfiguredDrillPolicies(settings(Map.of()));

        assertThat(policies.of(APP))
                .isEqualTo(new DrillPolicy(
                        true,
                        Duration.ofDays(30),
                        Duration.ofDays(90),
                        Choice.LATEST,
                        Duration.ofDays(14),
                        Duration.ofDays(1)));
        assertThat(policies.longest(APP)).isEqualTo(Duration.ofHours(12));
        assertThat(policies.largest(APP)).isEmpty();
        assertThat(policies.objective(APP)).isEmpty();
        assertThat(policies.sampleAbove(APP)).isEqualTo(Long.MAX_VALUE);
        assertThat(policies.all().createRoles()).isFalse();
        assertThat(new ConfiguredScratchServer(settings(Map.of()), NO_VAULT).connection())
                .isEmpty();
    }

    @Test
    void a_databases_own_word_counts_more() {
        ConfiguredDrillPolicies policies = new ConfiguredDrillPolicies(settings(Map.of(
                "holdfast.drills.every", "10d",
                "holdfast.drills.objective", "1h",
                "holdfast.databases.app.drill.every", "7d",
                "holdfast.databases.app.drill.choice", "random",
                "holdfast.databases.app.drill.largest", "5",
                "holdfast.databases.app.drill.objective", "30m")));

        assertThat(policies.of(APP).every()).isEqualTo(Duration.ofDays(7));
        assertThat(policies.of(APP).choice()).isEqualTo(Choice.RANDOM);
        assertThat(policies.largest(APP)).hasValue(5);
        assertThat(policies.objective(APP)).contains(Duration.ofMinutes(30));
        assertThat(policies.of(new DatabaseId("other")).every()).isEqualTo(Duration.ofDays(10));
        assertThat(policies.objective(new DatabaseId("other"))).contains(Duration.ofHours(1));
    }

    @Test
    void a_scratch_server_where_a_source_is_configured_is_found_out() {
        Map<String, String> beside = Map.of(
                "holdfast.drills.server.host", "db.example",
                "holdfast.drills.server.username", "drill",
                "holdfast.drills.server.port", "5433",
                "holdfast.databases.app.host", "DB.example");
        Map<String, String> same = Map.of(
                "holdfast.drills.server.host", "db.example",
                "holdfast.drills.server.username", "drill",
                "holdfast.databases.app.host", "other, DB.example.:5432");

        assertThat(new ConfiguredScratchServer(settings(beside), NO_VAULT).sourceAtTheSamePlace())
                .isEmpty();
        assertThat(new ConfiguredScratchServer(settings(same), NO_VAULT).sourceAtTheSamePlace())
                .contains("app");
    }

    @Test
    void a_host_that_cannot_be_read_is_an_error_that_names_its_setting() {
        DrillSettings settings = settings(Map.of(
                "holdfast.drills.server.host", "scratch example",
                "holdfast.drills.server.username", "drill"));

        assertThatThrownBy(() -> new ConfiguredScratchServer(settings, NO_VAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("holdfast.drills.server.host 'scratch example' is not a host name");
    }

    @Test
    void the_scratch_servers_password_is_shown_to_nobody() throws PasswordUnavailableException {
        ConfiguredScratchServer settings = new ConfiguredScratchServer(
                settings(Map.of(
                        "holdfast.drills.server.host", "scratch",
                        "holdfast.drills.server.username", "drill",
                        "holdfast.drills.server.password", "geheim")),
                NO_VAULT);

        assertThat(settings.connection().orElseThrow().toString()).doesNotContain("geheim");
    }

    @Test
    void a_scratch_server_without_a_role_is_an_error_that_says_what_to_set() {
        DrillSettings settings = settings(Map.of("holdfast.drills.server.host", "scratch"));

        assertThatThrownBy(() -> new ConfiguredScratchServer(settings, NO_VAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holdfast.drills.server.username is not set")
                .hasMessageContaining("docs/roles.md");
    }

    private static DrillSettings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(DrillSettings.class)
                .withValidateUnknown(false)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(DrillSettings.class);
    }
}
