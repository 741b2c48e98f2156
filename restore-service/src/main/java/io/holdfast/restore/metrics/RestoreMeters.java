package io.holdfast.restore.metrics;

import io.holdfast.restore.postgres.Readings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** How restores stand, in numbers. All are there from the start: to Prometheus, a series that begins with 1 has not increased. */
@ApplicationScoped
public class RestoreMeters {

    private final Readings readings;
    private final Counter completed;
    private final Counter failed;
    private volatile int running;
    private volatile double lastSeconds = Double.NaN;

    RestoreMeters(MeterRegistry registry, Readings readings) {
        this.readings = readings;
        this.completed = registry.counter("holdfast_restore_completed_total");
        this.failed = registry.counter("holdfast_restore_failed_total");
        registry.gauge("holdfast_restore_running", this, meters -> meters.running);
        registry.gauge("holdfast_restore_last_duration_seconds", this, meters -> meters.lastSeconds);
    }

    /** One restore ended here. */
    public void ended(boolean well) {
        (well ? completed : failed).increment();
    }

    /** Reads what is measured in the catalogue. */
    public void look() {
        running = readings.running();
        lastSeconds = readings.lastSeconds().orElse(Double.NaN);
    }
}
