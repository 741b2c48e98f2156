package io.holdfast.retention.expiring;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The time for retention, checked against three clocks: this machine's, the catalog's and the broker's. */
public interface TrustedClock {

    /** A larger difference between the clocks stops all deletions (design 3). */
    Duration TOLERANCE = Duration.ofMinutes(5);

    Instant now();

    /**
     * Why nothing may be deleted: a sentence that names the clocks and their difference, or a clock whose time is
     * unknown.
     */
    Optional<String> disagreement();
}
