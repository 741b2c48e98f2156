package io.holdfast.scheduler.metrics;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.DatabaseId;
import io.holdfast.scheduler.settings.ConfiguredSchedules;
import io.holdfast.scheduler.settings.SchedulerSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Publishes the recovery point objective of each database, so that one alerting rule covers all databases. */
@Startup
@Singleton
class RecoveryPointMetrics {

    RecoveryPointMetrics(SchedulerSettings settings, ConfiguredSchedules schedules, MeterRegistry registry) {
        for (DatabaseId database : schedules.databases()) {
            double seconds = requireNonNull(
                            settings.databases().get(database.value()), "the mapping has defaults for any name")
                    .recoveryPoint()
                    .toSeconds();
            Gauge.builder("holdfast_recovery_point_seconds", () -> seconds)
                    .description("Maximum permitted age of the newest verified full backup")
                    .tag("database", database.value())
                    .register(registry);
        }
    }
}
