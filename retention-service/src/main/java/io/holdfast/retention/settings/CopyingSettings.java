package io.holdfast.retention.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings for making missing copies. */
@ConfigMapping(prefix = "holdfast.retention.copying")
public interface CopyingSettings {

    /** How often the service checks each destination for work. */
    @WithDefault("1s")
    Duration every();

    /** How often the service searches the catalog for missing copies. It processes new events immediately. */
    @WithDefault("1m")
    Duration lookEvery();

    /** Maximum bytes per second that copying writes to one destination. If not set, there is no limit. */
    Optional<Long> bytesPerSecond();

    /** How long a process keeps a copy in progress without renewing its lease. */
    @WithDefault("2m")
    Duration lease();

    /** Pause after a failed copy. Each further pause is twice as long, up to 10 minutes for a destination and 6 hours for one backup. */
    @WithDefault("30s")
    Duration retryAfter();
}
