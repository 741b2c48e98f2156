package io.holdfast.scheduler.metrics;

import io.holdfast.scheduler.scheduling.Schedule;
import io.holdfast.scheduler.scheduling.ScheduleId;
import io.holdfast.scheduler.scheduling.ScheduledSlotDecision;
import io.holdfast.scheduler.scheduling.ScheduledSlotQueries;
import io.holdfast.scheduler.scheduling.ScheduledSlotQueries.ScheduleStatus;
import io.holdfast.scheduler.settings.ConfiguredSchedules;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Metrics of slots. Gauges are computed from the result of the last evaluation and the current time. The lag of a slot
 * therefore grows even if the catalog is unavailable and no evaluation succeeds.
 */
@Singleton
public class ScheduledSlotMetrics {

    private final MeterRegistry registry;
    private final ScheduledSlotQueries queries;
    private final Clock clock;
    private volatile Map<ScheduleId, ScheduleStatus> statuses = Map.of();
    private volatile double lastTick = Double.NaN;

    ScheduledSlotMetrics(
            MeterRegistry registry, ScheduledSlotQueries queries, ConfiguredSchedules schedules, Clock clock) {
        this.registry = registry;
        this.queries = queries;
        this.clock = clock;
        Gauge.builder("holdfast_scheduler_last_tick_timestamp_seconds", () -> lastTick)
                .description("Time of the last successful evaluation of the slots, in seconds since 1970")
                .register(registry);
        Gauge.builder("holdfast_scheduler_schedules", () -> schedules.all().size())
                .description("Number of configured schedules")
                .register(registry);
        schedules.all().forEach(this::register);
    }

    private void register(Schedule schedule) {
        Tags tags = tags(schedule.id());
        Gauge.builder("holdfast_scheduler_slot_lag_seconds", () -> lag(schedule.id()))
                .description("Lag of the oldest slot that is due and not yet requested")
                .tags(tags)
                .register(registry);
        Gauge.builder(
                        "holdfast_scheduler_slots_missed",
                        () -> statusOf(schedule.id()).missed())
                .description("Number of slots that were missed and not made up for")
                .tags(tags)
                .register(registry);
        Gauge.builder("holdfast_scheduler_next_slot_timestamp_seconds", () -> nextSlot(schedule))
                .description("Time of the next slot, in seconds since 1970")
                .tags(tags)
                .register(registry);
        registry.counter("holdfast_scheduler_missed_total", tags);
        registry.counter("holdfast_scheduler_requested_total", tags);
    }

    public void count(ScheduledSlotDecision decision) {
        switch (decision) {
            case ScheduledSlotDecision.Miss miss -> increment("holdfast_scheduler_missed_total", miss);
            case ScheduledSlotDecision.Request request -> increment("holdfast_scheduler_requested_total", request);
            case ScheduledSlotDecision.Adopt adopt -> {}
            case ScheduledSlotDecision.OfSlot other -> {}
        }
    }

    private void increment(String counter, ScheduledSlotDecision.OfSlot decision) {
        registry.counter(counter, tags(decision.slot().id().schedule())).increment();
    }

    /** @throws RuntimeException if the catalog is unavailable; the gauges keep the last known status */
    public void refresh() {
        statuses = queries.statuses();
        lastTick = clock.millis() / 1000.0;
    }

    private ScheduleStatus statusOf(ScheduleId id) {
        return statuses.getOrDefault(id, new ScheduleStatus(Optional.empty(), 0));
    }

    private double lag(ScheduleId id) {
        Instant now = clock.instant();
        return statusOf(id)
                .firstPlanned()
                .filter(slot -> slot.isBefore(now))
                .map(slot -> Duration.between(slot, now).toMillis() / 1000.0)
                .orElse(0.0);
    }

    private double nextSlot(Schedule schedule) {
        return schedule.next(clock.instant())
                .map(slot -> (double) slot.getEpochSecond())
                .orElse(Double.NaN);
    }

    private static Tags tags(ScheduleId id) {
        return Tags.of("database", id.database().value(), "kind", id.kind().label());
    }
}
