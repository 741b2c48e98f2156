package io.holdfast.scheduler.metrics;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.DatabaseId;
import io.holdfast.scheduler.settings.ConfiguredSchedules;
import io.holdfast.scheduler.settings.SchedulerSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** How old the newest backup of each database may become, so that one rule can measure all databases by what was promised. */
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
                    .description("How old the newest verified full backup may become")
                    .tag("database", database.value())
                    .register(registry);
        }
    }
}
