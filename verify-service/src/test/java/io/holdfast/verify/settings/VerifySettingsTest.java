package io.holdfast.verify.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.VerificationLevel;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class VerifySettingsTest {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("holdfast.verify.workers", "1"),
            Map.entry("holdfast.verify.longest-list", "33554432"),
            Map.entry("holdfast.verify.lease", "30s"),
            Map.entry("holdfast.verify.heartbeat", "5s"),
            Map.entry("holdfast.verify.poll", "1s"),
            Map.entry("holdfast.verify.pin", "1h"),
            Map.entry("holdfast.verify.suspicious-percent", "10"),
            Map.entry("holdfast.verify.history", "14"),
            Map.entry("holdfast.verify.repeat-after", "28d"),
            Map.entry("holdfast.verify.probe-every", "1d"),
            Map.entry("holdfast.verify.probe-largest", "1073741824"),
            Map.entry("holdfast.verify.retry.first", "1m"),
            Map.entry("holdfast.verify.retry.longest", "6h"));

    @Test
    void every_setting_has_the_documented_name_and_default() {
        SmallRyeConfig config = config(Map.of());

        VerifySettings settings = config.getConfigMapping(VerifySettings.class);

        assertThat(settings.encryption().identityFile()).isEmpty();
        assertThat(new ConfiguredTrustedLevelPolicy(settings).trustedLevel(new DatabaseId("app")))
                .isEqualTo(VerificationLevel.L2);
        assertThat(settings.verify().bytesPerDay()).isEmpty();
        assertThat(settings.verify().clientPrograms()).isEmpty();
        Map<String, String> found = StreamSupport.stream(
                        config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("holdfast.verify."))
                .collect(Collectors.toMap(
                        name -> name, name -> config.getConfigValue(name).getValue()));
        assertThat(new TreeSet<>(found.keySet())).isEqualTo(new TreeSet<>(DEFAULTS.keySet()));
        assertThat(found).isEqualTo(DEFAULTS);
    }

    @Test
    void settings_are_read_under_their_names() {
        SmallRyeConfig config = config(Map.of(
                "holdfast.encryption.identity-file", "/keys/backup.txt",
                "holdfast.databases.app.trusted-level", "L1",
                "holdfast.verify.client-programs", "/opt/a,/opt/b",
                "holdfast.verify.retry.longest", "2h"));

        VerifySettings settings = config.getConfigMapping(VerifySettings.class);

        assertThat(settings.encryption().identityFile()).contains(Path.of("/keys/backup.txt"));
        assertThat(settings.databases().values().iterator().next().trustedLevel())
                .isEqualTo(VerificationLevel.L1);
        assertThat(settings.verify().clientPrograms().orElseThrow())
                .containsExactly(Path.of("/opt/a"), Path.of("/opt/b"));
        assertThat(settings.verify().retry().longest()).isEqualTo(Duration.ofHours(2));
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(VerifySettings.class)
                .withValidateUnknown(false)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }
}
