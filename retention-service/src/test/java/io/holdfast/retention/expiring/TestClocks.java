package io.holdfast.retention.expiring;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** This machine's clock, the catalogue's and the broker's, each as wrong as a test wants. */
final class TestClocks implements TrustedClock {

    Duration local = Duration.ZERO;
    Duration catalogue = Duration.ZERO;
    Duration broker = Duration.ZERO;

    private Instant truth = ExampleBackups.NOW;

    @Override
    public Instant now() {
        return truth.plus(local);
    }

    Instant catalogueNow() {
        return truth.plus(catalogue);
    }

    Instant brokerNow() {
        return truth.plus(broker);
    }

    /** What the time really is. */
    Instant truth() {
        return truth;
    }

    void pass(Duration time) {
        truth = truth.plus(time);
    }

    @Override
    public Optional<String> disagreement() {
        return Duration.between(now(), catalogueNow()).abs().compareTo(TOLERANCE) <= 0
                ? Optional.empty()
                : Optional.of("clocks differ");
    }
}
