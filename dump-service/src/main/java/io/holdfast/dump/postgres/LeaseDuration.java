package io.holdfast.dump.postgres;

import io.holdfast.dump.settings.DumpSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How long a lease lasts, as PostgreSQL writes it. */
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
