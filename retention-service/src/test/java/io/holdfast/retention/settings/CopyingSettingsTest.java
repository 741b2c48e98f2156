package io.holdfast.retention.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CopyingSettingsTest {

    @Test
    void nothing_has_to_be_set() {
        CopyingSettings settings = new SmallRyeConfigBuilder()
                .withMapping(CopyingSettings.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .build()
                .getConfigMapping(CopyingSettings.class);

        assertThat(settings.every()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.lookEvery()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.lease()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.retryAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.bytesPerSecond()).isEmpty();
    }
}
