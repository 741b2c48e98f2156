package io.holdfast.restore.metrics;

import io.holdfast.restore.postgres.RestoreQueries;
import io.holdfast.restore.postgres.UndroppedDatabaseRepository;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Metrics of restores. All exist from the start, because Prometheus sees no increase in a series that starts at 1. */
@ApplicationScoped
public class RestoreMetrics {

    private final RestoreQueries queries;
    private final UndroppedDatabaseRepository undropped;
    private final MultiGauge left;
    private final Counter completed;
    private final Counter failed;
    private volatile int running;
    private volatile double lastSeconds = Double.NaN;

    RestoreMetrics(MeterRegistry registry, RestoreQueries queries, UndroppedDatabaseRepository undropped) {
        this.queries = queries;
        this.undropped = undropped;
        this.left = MultiGauge.builder("holdfast_restore_undropped")
                .description("Databases of restores that the target server could not drop, by name")
                .register(registry);
        this.completed = registry.counter("holdfast_restore_completed_total");
        this.failed = registry.counter("holdfast_restore_failed_total");
        registry.gauge("holdfast_restore_running", this, meters -> meters.running);
        registry.gauge("holdfast_restore_last_duration_seconds", this, meters -> meters.lastSeconds);
        show(List.of());
    }

    /** Records a restore that ended in this process. */
    public void ended(boolean well) {
        (well ? completed : failed).increment();
    }

    /** Updates the gauges from the catalog. */
    public void update() {
        running = queries.running();
        show(undropped.all());
        lastSeconds = queries.lastSeconds().orElse(Double.NaN);
    }

    private void show(List<UndroppedDatabaseRepository.Left> databases) {
        left.register(
                databases.isEmpty()
                        ? List.of(MultiGauge.Row.of(Tags.of("database", "", "name", ""), 0))
                        : databases.stream()
                                .map(one -> MultiGauge.Row.of(
                                        Tags.of("database", one.database().value(), "name", one.name()), 1))
                                .toList(),
                true);
    }
}
