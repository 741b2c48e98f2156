package io.holdfast.scheduler.worker;

import io.holdfast.localstack.testing.SettableClock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** A clock that the test controls. */
final class TestClock {

    static final SettableClock CLOCK = new SettableClock(Instant.parse("2030-01-01T12:00:00Z"));

    @Produces
    @Singleton
    Clock clock() {
        return CLOCK;
    }
}
