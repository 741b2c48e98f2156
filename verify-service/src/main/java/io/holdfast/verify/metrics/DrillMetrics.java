package io.holdfast.verify.metrics;

import io.holdfast.events.DatabaseId;
import io.holdfast.verify.drilling.DrillOutcome;
import io.holdfast.verify.drilling.DrillStatus;
import io.holdfast.verify.postgres.DrillQueries;
import io.holdfast.verify.postgres.DrillQueries.LastGood;
import io.holdfast.verify.settings.ConfiguredDrillPolicies;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Metrics of drills. They exist from the start for every configured database. */
@ApplicationScoped
public class DrillMetrics {

    private final DrillQueries readings;
    private final ConfiguredDrillPolicies policies;
    private final Counter failed;
    private final MultiGauge lastSuccess;
    private final MultiGauge duration;
    private final MultiGauge objective;
    private final MultiGauge failing;
    private final MultiGauge overdue;
    private final MultiGauge setAside;
    private final MultiGauge undropped;

    DrillMetrics(MeterRegistry registry, DrillQueries readings, ConfiguredDrillPolicies policies) {
        this.readings = readings;
        this.policies = policies;
        this.failed = registry.counter("holdfast_drill_failed_total");
        this.lastSuccess = MultiGauge.builder("holdfast_drill_last_success_timestamp_seconds")
                .description("End of the newest good drill, in seconds since 1970; NaN before the first")
                .register(registry);
        this.duration = MultiGauge.builder("holdfast_drill_duration_seconds")
                .description("Duration of the newest good drill, from the first byte read to the last comparison")
                .register(registry);
        this.objective = MultiGauge.builder("holdfast_drill_objective_seconds")
                .description("Configured recovery time objective of the database; NaN if not configured")
                .register(registry);
        this.failing = MultiGauge.builder("holdfast_drill_failing")
                .description("1 if the last conclusive drill of the database failed")
                .register(registry);
        this.overdue = MultiGauge.builder("holdfast_drill_overdue")
                .description("1 if a good drill of the database is overdue")
                .register(registry);
        this.setAside = MultiGauge.builder("holdfast_drill_set_aside")
                .description("1 if drills of the database are set aside because workers died during the last one")
                .register(registry);
        this.undropped = MultiGauge.builder("holdfast_scratch_undropped")
                .description("Databases of ended drills that the scratch server could not drop, by name")
                .register(registry);
        update(List.of(), Map.of(), Instant.EPOCH);
        left(Set.of());
    }

    /** @param names of databases of ended drills that could not be dropped */
    public void left(Set<String> names) {
        undropped.register(
                names.isEmpty()
                        ? List.of(MultiGauge.Row.of(Tags.of("name", ""), 0))
                        : names.stream()
                                .map(name -> MultiGauge.Row.of(Tags.of("name", name), 1))
                                .toList(),
                true);
    }

    /** Records a drill that ended in this process. */
    public void ended(DrillOutcome outcome) {
        if (outcome instanceof DrillOutcome.Failed) {
            failed.increment();
        }
    }

    /** Updates the gauges from the catalog. */
    public void update(List<DrillStatus> statuses, Instant now) {
        update(
                statuses,
                readings.lastGood().stream().collect(Collectors.toMap(LastGood::database, Function.identity())),
                now);
    }

    private void update(List<DrillStatus> statuses, Map<String, LastGood> good, Instant now) {
        Map<String, DrillStatus> known = statuses.stream()
                .collect(Collectors.toMap(status -> status.database().value(), Function.identity()));
        Set<String> databases = new TreeSet<>(policies.configured());
        databases.addAll(known.keySet());
        show(
                lastSuccess,
                databases,
                id -> seconds(good.get(id), last -> last.at().getEpochSecond()));
        show(
                duration,
                databases,
                id -> seconds(good.get(id), last -> last.took().toMillis() / 1000.0));
        show(objective, databases, this::objective);
        show(failing, databases, id -> is(known.get(id), DrillStatus::isFailing));
        show(setAside, databases, id -> is(known.get(id), DrillStatus::isSetAside));
        show(overdue, databases, id -> is(known.get(id), status -> status.isOverdue(now)));
    }

    private double objective(String database) {
        return DatabaseId.parse(database)
                .flatMap(policies::objective)
                .map(Duration::toSeconds)
                .map(Long::doubleValue)
                .orElse(Double.NaN);
    }

    private static double seconds(@Nullable LastGood good, ToDoubleFunction<LastGood> number) {
        return good == null ? Double.NaN : number.applyAsDouble(good);
    }

    private static double is(@Nullable DrillStatus status, Predicate<DrillStatus> so) {
        return Optional.ofNullable(status).filter(so).isPresent() ? 1 : 0;
    }

    private static void show(MultiGauge gauge, Set<String> databases, ToDoubleFunction<String> value) {
        gauge.register(
                databases.stream()
                        .map(id -> MultiGauge.Row.of(Tags.of("database", id), value.applyAsDouble(id)))
                        .toList(),
                true);
    }
}
