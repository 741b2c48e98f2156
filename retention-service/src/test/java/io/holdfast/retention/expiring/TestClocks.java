package io.holdfast.retention.expiring;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** This machine's clock, the catalog's and the broker's. A test can set each to a wrong time. */
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

    /** The real time. */
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
