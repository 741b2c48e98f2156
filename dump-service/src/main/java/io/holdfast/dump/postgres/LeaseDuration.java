package io.holdfast.dump.postgres;

import io.holdfast.dump.settings.DumpSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The duration of a lease as a PostgreSQL interval. */
@ApplicationScoped
class LeaseDuration {

    private final Duration lease;

    LeaseDuration(DumpSettings settings) {
        this.lease = settings.dump().lease();
    }

    String interval() {
        return lease.toMillis() + " milliseconds";
    }
}
