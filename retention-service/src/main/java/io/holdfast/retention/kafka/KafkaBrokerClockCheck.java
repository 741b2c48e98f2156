package io.holdfast.retention.kafka;

import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.retention.expiring.TrustedClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the broker's clock by its record timestamps. A record cannot have been appended after it was received, and our
 * own record cannot have been appended before it was written. Latency alone therefore never looks like a wrong clock.
 */
@ApplicationScoped
public class KafkaBrokerClockCheck {

    /**
     * A result expires after this time. Otherwise nothing would be announced, and so no new timestamp would ever be
     * received.
     */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private record ClockState(String why, Instant at) {}

    private final Clock clock;
    private final URI self;
    private volatile @Nullable ClockState verdict;

    KafkaBrokerClockCheck(Clock clock, Outbox outbox) {
        this.clock = clock;
        this.self = outbox.source();
    }

    void received(ReceivedMessage record) {
        Instant now = clock.instant();
        Instant appended = record.brokerTime();
        Instant written = record.envelope().time();
        boolean isOurs = record.envelope().source().equals(self);
        if (appended.isAfter(now.plus(TrustedClock.TOLERANCE))) {
            verdict = new ClockState(
                    "the broker's clock (" + appended + ") is ahead of this machine's clock (" + now + ")", now);
        } else if (isOurs && written.isAfter(now.minus(REMEMBERED))) {
            verdict = appended.isBefore(written.minus(TrustedClock.TOLERANCE))
                    ? new ClockState(
                            "the broker's clock (" + appended + ") is behind this machine's clock (" + written + ")",
                            now)
                    : null;
        }
    }

    /** Why the broker's clock cannot be relied on; empty if no problem is known. */
    public Optional<String> disagreement() {
        ClockState known = verdict;
        return known == null
                        || Duration.between(known.at(), clock.instant()).abs().compareTo(REMEMBERED) > 0
                ? Optional.empty()
                : Optional.of(known.why());
    }
}
