package io.holdfast.scheduler.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Evaluates the ledger and applies the planner's decisions. Any number of replicas can do so at the same time. */
public final class DecideDueSlots {

    private final List<Schedule> schedules;
    private final ScheduledSlotRepository ledger;
    private final EventLogConsumerState logConsumerState;
    private final PlanScheduledSlots planner;
    private final Clock clock;
    private final Duration withdrawAfter;

    public DecideDueSlots(
            Collection<Schedule> schedules,
            ScheduledSlotRepository ledger,
            EventLogConsumerState logConsumerState,
            PlanScheduledSlots planner,
            Clock clock,
            Duration withdrawAfter) {
        this.schedules = List.copyOf(schedules);
        this.ledger = ledger;
        this.logConsumerState = logConsumerState;
        this.planner = planner;
        this.clock = clock;
        this.withdrawAfter = withdrawAfter;
    }

    /** Returns the schedules that require a decision now; none before the event log has been read to the end. */
    public List<Schedule> waiting() {
        if (!logConsumerState.hasReplayed()) {
            return List.of();
        }
        Instant now = clock.instant();
        Instant readUntil = logConsumerState.readUntil();
        List<ScheduleId> ids = schedules.stream().map(Schedule::id).toList();
        ledger.seen(ids, now);
        Map<ScheduleId, ScheduleLedger> ledgers = ledger.read(ids, now);
        return schedules.stream()
                .filter(schedule -> !planner.decide(
                                schedule, ledgers.getOrDefault(schedule.id(), ScheduleLedger.empty()), now, readUntil)
                        .isEmpty())
                .toList();
    }

    /**
     * Decides on one schedule. The watermark is read before the ledger, so that the ledger contains all facts up to the
     * watermark.
     */
    public List<ScheduledSlotDecision> decide(Schedule schedule) {
        Instant now = clock.instant();
        Instant readUntil = logConsumerState.readUntil();
        return ledger.decide(schedule.id(), now, known -> planner.decide(schedule, known, now, readUntil));
    }

    /** Withdraws the slots of schedules that no replica has in its configuration. */
    public List<ScheduleId> withdraw() {
        return logConsumerState.hasReplayed() ? ledger.withdrawUnseen(withdrawAfter, clock.instant()) : List.of();
    }
}
