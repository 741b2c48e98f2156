package io.holdfast.notify.metrics;

import io.holdfast.notify.postgres.DeliveryQueries;
import io.holdfast.notify.postgres.DeliveryQueries.SinkLine;
import io.holdfast.notify.settings.ConfiguredSinks;
import io.holdfast.notify.settings.Sink;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Metrics of deliveries. They exist for every configured sink from the start. */
@ApplicationScoped
public class DeliveryMetrics {

    private final MeterRegistry registry;
    private final DeliveryQueries queries;
    private final Clock clock;
    private volatile Map<String, SinkLine> lines = Map.of();

    DeliveryMetrics(MeterRegistry registry, DeliveryQueries queries, ConfiguredSinks sinks, Clock clock) {
        this.registry = registry;
        this.queries = queries;
        this.clock = clock;
        registry.gauge("holdfast_notify_sinks", sinks.all().size());
        sinks.all().forEach(this::register);
    }

    private void register(Sink sink) {
        gauge("holdfast_notify_pending", sink, SinkLine::pending);
        gauge("holdfast_notify_oldest_pending_age_seconds", sink, this::ageSeconds);
        gauge("holdfast_notify_given_up", sink, SinkLine::givenUp);
        gauge("holdfast_notify_gone", sink, line -> line.goneAt() == null ? 0 : 1);
        gauge("holdfast_notify_refusals", sink, SinkLine::refusals);
        registry.counter("holdfast_notify_delivered_total", tags(sink.name()));
        registry.counter("holdfast_notify_failed_total", tags(sink.name()));
    }

    private void gauge(String name, Sink sink, ToDoubleFunction<SinkLine> value) {
        registry.gauge(name, tags(sink.name()), this, meters -> {
            SinkLine line = meters.lines.get(sink.name());
            return line == null ? Double.NaN : value.applyAsDouble(line);
        });
    }

    private double ageSeconds(SinkLine line) {
        return line.oldestPending() == null
                ? 0
                : Duration.between(line.oldestPending(), clock.instant()).toMillis() / 1000.0;
    }

    public void delivered(String sink) {
        registry.counter("holdfast_notify_delivered_total", tags(sink)).increment();
    }

    /** Counts a failed attempt. */
    public void failed(String sink) {
        registry.counter("holdfast_notify_failed_total", tags(sink)).increment();
    }

    /** Reads the values of the gauges from the catalog. */
    public void update() {
        lines = queries.sinks().stream().collect(Collectors.toMap(SinkLine::name, line -> line));
    }

    private static Tags tags(String sink) {
        return Tags.of("sink", sink);
    }
}
