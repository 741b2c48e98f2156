package io.holdfast.retention.expiring;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The clocks that have a say in how old a backup is: this machine's, the catalogue's and the broker's. */
public interface TrustedClock {

    /** Clocks that differ by more stop every deletion (design 3). */
    Duration TOLERANCE = Duration.ofMinutes(5);

    Instant now();

    /** Why nothing may be deleted: a sentence naming the clocks and how far they are apart, or that one is unknown. */
    Optional<String> disagreement();
}
