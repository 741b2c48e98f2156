package io.holdfast.retention.metrics;

import io.holdfast.retention.copying.CopyDestinationProvider.Place;
import io.holdfast.retention.copying.MissingCopy;
import io.holdfast.retention.copying.MissingCopyQueue;
import io.holdfast.retention.expiring.RetentionPolicies;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** The number and size of missing copies. */
@Startup
@ApplicationScoped
class MissingCopyMetrics {

    MissingCopyMetrics(
            MissingCopyQueue missingCopyQueue, RetentionPolicies policies, Clock clock, MeterRegistry registry) {
        for (RetentionPolicy policy : policies.all()) {
            Gauge.builder("holdfast_unprotected_seconds", () -> age(missingCopyQueue, policy, clock))
                    .description(
                            "How long the oldest unprotected backup has waited for its copies to be made and proven")
                    .tag("database", policy.database().value())
                    .register(registry);
        }
        for (Place place : missingCopyQueue.places()) {
            Gauge.builder(
                            "holdfast_copies_pending",
                            () -> missingCopyQueue.at(place.id()).size())
                    .description("Missing copies")
                    .tag("destination", place.id())
                    .register(registry);
            Gauge.builder("holdfast_copies_pending_bytes", () -> bytes(missingCopyQueue, place))
                    .description("Size of the missing copies")
                    .tag("destination", place.id())
                    .register(registry);
        }
    }

    private static double age(MissingCopyQueue missingCopyQueue, RetentionPolicy policy, Clock clock) {
        return missingCopyQueue
                .unprotectedSince(policy.database())
                .map(since -> Duration.between(since, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }

    private static long bytes(MissingCopyQueue missingCopyQueue, Place place) {
        return missingCopyQueue.at(place.id()).stream()
                .mapToLong(MissingCopy::bytes)
                .sum();
    }
}
