package io.holdfast.scheduler.scheduling;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.localstack.testing.SettableClock;
import io.holdfast.settings.schedule.DailyRecurrence;
import io.holdfast.settings.schedule.MissedRunPolicy;
import io.holdfast.settings.schedule.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** A scheduler with a simulated clock and event log. */
final class SchedulingFixture {

    static final ScheduleId APP_FULL = new ScheduleId(new DatabaseId("app"), BackupKind.FULL);
    static final SlotPlanningMargins MARGINS =
            new SlotPlanningMargins(Duration.ofHours(48), Duration.ofSeconds(2), Duration.ofMinutes(1));

    /** A slot of {@link #daily()}. */
    static final String SLOT = "2026-11-22T02:00:00Z";

    final MemoryLedger ledger = new MemoryLedger();
    final SettableClock clock;
    private final PlanScheduledSlots planner = new PlanScheduledSlots(MARGINS);
    private Schedule schedule;
    private boolean hears = true;

    SchedulingFixture(String start, Schedule schedule) {
        this.clock = new SettableClock(Instant.parse(start));
        this.schedule = schedule;
    }

    static Instant at(String text) {
        return Instant.parse(text);
    }

    static Schedule schedule(Recurrence recurrence, MissedRunPolicy missedRunPolicy) {
        return new Schedule(APP_FULL, recurrence, ZoneId.of("UTC"), missedRunPolicy, Duration.ofHours(6));
    }

    static Schedule daily(MissedRunPolicy missedRunPolicy) {
        return schedule(DailyRecurrence.parse("daily", "02:00"), missedRunPolicy);
    }

    static Schedule daily() {
        return daily(new MissedRunPolicy.RunNewest());
    }

    /** Changes the schedule. */
    void reconfigure(Schedule changed) {
        schedule = changed;
    }

    /** Makes the broker unavailable: no event is read, and the watermark does not advance. */
    void loseBroker() {
        hears = false;
    }

    void findBroker() {
        hears = true;
    }

    List<ScheduledSlotDecision> tick() {
        Instant now = clock.instant();
        ledger.seen(List.of(schedule.id()), now);
        return ledger.decide(
                schedule.id(), now, known -> planner.decide(schedule, known, now, hears ? now : Instant.MIN));
    }

    /** Runs the scheduler until this time, with one evaluation per minute. */
    void runUntil(String then) {
        Instant end = Instant.parse(then);
        while (clock.instant().isBefore(end)) {
            clock.advance(Duration.ofMinutes(1));
            tick();
        }
    }

    /** Stops the scheduler until this time, and then runs one evaluation. */
    void sleepUntil(String then) {
        clock.set(Instant.parse(then));
        tick();
    }

    /** Completes a backup of the scheduled database and kind. */
    void complete(String startedAt, String completedAt) {
        ledger.complete(schedule.id(), Instant.parse(startedAt), Instant.parse(completedAt));
    }

    void answer(String slot, ScheduledSlotRequestState answer) {
        ledger.answers.put(new ScheduledSlotId(schedule.id(), Instant.parse(slot)), answer);
    }

    ScheduledSlot slot(String at) {
        return java.util.Objects.requireNonNull(ledger.of(schedule.id()).get(Instant.parse(at)), "no slot at " + at);
    }
}
