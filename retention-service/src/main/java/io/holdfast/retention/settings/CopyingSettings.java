package io.holdfast.retention.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How the copies that are missing are made. */
@ConfigMapping(prefix = "holdfast.retention.copying")
public interface CopyingSettings {

    /** How often each destination is looked after. */
    @WithDefault("1s")
    Duration every();

    /** How often the books are asked anew what is missing where; what is heard meanwhile is looked after at once. */
    @WithDefault("1m")
    Duration lookEvery();

    /** Most bytes per second written to one destination by copying; no limit where absent. */
    Optional<Long> bytesPerSecond();

    /** How long a copy on its way is kept for a process that says nothing. */
    @WithDefault("2m")
    Duration lease();

    /** Pause after a copy could not be made; pauses double, to 10 minutes for a destination, 6 hours for one backup. */
    @WithDefault("30s")
    Duration retryAfter();
}
