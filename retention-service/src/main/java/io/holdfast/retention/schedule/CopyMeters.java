package io.holdfast.retention.schedule;

import io.holdfast.retention.copying.Backlog;
import io.holdfast.retention.copying.MissingCopy;
import io.holdfast.retention.copying.Places.Place;
import io.holdfast.retention.expiring.Policies;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** How many copies are missing, and how much that is. */
@Startup
@ApplicationScoped
class CopyMeters {

    CopyMeters(Backlog backlog, Policies policies, Clock clock, MeterRegistry registry) {
        for (RetentionPolicy policy : policies.all()) {
            Gauge.builder("holdfast_unprotected_seconds", () -> age(backlog, policy, clock))
                    .description("For how long the oldest backup has waited for all its copies to be made and proven")
                    .tag("database", policy.database().value())
                    .register(registry);
        }
        for (Place place : backlog.places()) {
            Gauge.builder(
                            "holdfast_copies_pending",
                            () -> backlog.at(place.id()).size())
                    .description("Copies that are missing")
                    .tag("destination", place.id())
                    .register(registry);
            Gauge.builder("holdfast_copies_pending_bytes", () -> bytes(backlog, place))
                    .description("Bytes of the copies that are missing")
                    .tag("destination", place.id())
                    .register(registry);
        }
    }

    private static double age(Backlog backlog, RetentionPolicy policy, Clock clock) {
        return backlog.unprotectedSince(policy.database())
                .map(since -> Duration.between(since, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }

    private static long bytes(Backlog backlog, Place place) {
        return backlog.at(place.id()).stream().mapToLong(MissingCopy::bytes).sum();
    }
}
