package io.holdfast.scheduler.metrics;

import io.holdfast.scheduler.scheduling.Schedule;
import io.holdfast.scheduler.scheduling.ScheduleId;
import io.holdfast.scheduler.scheduling.SlotDecision;
import io.holdfast.scheduler.scheduling.SlotQueries;
import io.holdfast.scheduler.scheduling.SlotQueries.ScheduleStatus;
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
 * What a dashboard is told about slots. Gauges are computed from what the last tick saw and the clock, so that slots grow
 * late on the dashboard also while the catalogue is away and no tick gets through.
 */
@Singleton
public class SlotMetrics {

    private final MeterRegistry registry;
    private final SlotQueries lines;
    private final Clock clock;
    private volatile Map<ScheduleId, ScheduleStatus> statuses = Map.of();
    private volatile double lastTick = Double.NaN;

    SlotMetrics(MeterRegistry registry, SlotQueries lines, ConfiguredSchedules schedules, Clock clock) {
        this.registry = registry;
        this.lines = lines;
        this.clock = clock;
        Gauge.builder("holdfast_scheduler_last_tick_timestamp_seconds", () -> lastTick)
                .description("When the slots were last looked at successfully, in seconds since 1970")
                .register(registry);
        Gauge.builder("holdfast_scheduler_schedules", () -> schedules.all().size())
                .description("Configured schedules")
                .register(registry);
        schedules.all().forEach(this::register);
    }

    private void register(Schedule schedule) {
        Tags tags = tags(schedule.id());
        Gauge.builder("holdfast_scheduler_slot_lag_seconds", () -> lag(schedule.id()))
                .description("How late the oldest slot is that is due and not yet requested")
                .tags(tags)
                .register(registry);
        Gauge.builder(
                        "holdfast_scheduler_slots_missed",
                        () -> statusOf(schedule.id()).missed())
                .description("Slots that were missed and have not been made up for")
                .tags(tags)
                .register(registry);
        Gauge.builder("holdfast_scheduler_next_slot_timestamp_seconds", () -> nextSlot(schedule))
                .description("When the next slot is due, in seconds since 1970")
                .tags(tags)
                .register(registry);
        registry.counter("holdfast_scheduler_missed_total", tags);
        registry.counter("holdfast_scheduler_requested_total", tags);
    }

    public void count(SlotDecision decision) {
        switch (decision) {
            case SlotDecision.Miss miss -> increment("holdfast_scheduler_missed_total", miss);
            case SlotDecision.Request request -> increment("holdfast_scheduler_requested_total", request);
            case SlotDecision.Adopt adopt -> {}
            case SlotDecision.OfSlot other -> {}
        }
    }

    private void increment(String counter, SlotDecision.OfSlot decision) {
        registry.counter(counter, tags(decision.slot().id().schedule())).increment();
    }

    /** @throws RuntimeException where the catalogue does not answer; then the last known standing stays */
    public void refresh() {
        statuses = lines.statuses();
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
