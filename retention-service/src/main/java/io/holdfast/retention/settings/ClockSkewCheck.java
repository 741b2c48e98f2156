package io.holdfast.retention.settings;

import io.holdfast.retention.expiring.TrustedClock;
import io.holdfast.retention.kafka.KafkaBrokerClockCheck;
import io.holdfast.retention.postgres.DatabaseClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Compares this machine's clock with the clocks of the catalog and the broker. */
@ApplicationScoped
class ClockSkewCheck implements TrustedClock {

    private final Clock local;
    private final DatabaseClock catalogue;
    private final KafkaBrokerClockCheck broker;

    ClockSkewCheck(Clock local, DatabaseClock catalogue, KafkaBrokerClockCheck broker) {
        this.local = local;
        this.catalogue = catalogue;
        this.broker = broker;
    }

    @Override
    public Instant now() {
        return local.instant();
    }

    @Override
    public Optional<String> disagreement() {
        Instant theirs = catalogue.now();
        Instant ours = local.instant();
        return Duration.between(theirs, ours).abs().compareTo(TOLERANCE) > 0
                ? Optional.of("the catalog's clock (" + theirs + ") and this machine's clock (" + ours
                        + ") differ by more than " + TOLERANCE.toMinutes() + " minutes")
                : broker.disagreement();
    }
}
