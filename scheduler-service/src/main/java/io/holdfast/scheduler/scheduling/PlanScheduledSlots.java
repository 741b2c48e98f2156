package io.holdfast.scheduler.scheduling;

import io.holdfast.scheduler.scheduling.ScheduledSlot.Planned;
import io.holdfast.scheduler.scheduling.ScheduledSlotDecision.Adopt;
import io.holdfast.scheduler.scheduling.ScheduledSlotDecision.Fail;
import io.holdfast.scheduler.scheduling.ScheduledSlotDecision.Miss;
import io.holdfast.scheduler.scheduling.ScheduledSlotDecision.PassOver;
import io.holdfast.scheduler.scheduling.ScheduledSlotDecision.Plan;
import io.holdfast.scheduler.scheduling.ScheduledSlotDecision.PlanAgain;
import io.holdfast.scheduler.scheduling.ScheduledSlotDecision.Recognise;
import io.holdfast.scheduler.scheduling.ScheduledSlotDecision.Settle;
import io.holdfast.scheduler.scheduling.ScheduledSlotDecision.SettleLate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what happens to the slots of one schedule. The class has no state and no side effects: the same ledger at the
 * same time gives the same decisions. A ledger to which all decisions have been applied gives none.
 */
public final class PlanScheduledSlots {

    /** Limits how far back slots are planned after a loss of the catalog. */
    static final Duration LOOK_BACK = Duration.ofDays(7);

    private final SlotPlanningMargins margins;

    public PlanScheduledSlots(SlotPlanningMargins margins) {
        this.margins = margins;
    }

    /**
     * Returns the decisions in the order in which they must be applied.
     *
     * @param readUntil time up to which the absence of an event means that nothing happened
     */
    public List<ScheduledSlotDecision> decide(
            Schedule schedule, ScheduleLedger ledger, Instant now, Instant readUntil) {
        List<ScheduledSlotDecision> decisions = new ArrayList<>();
        ledger.early().forEach(slot -> decisions.add(new PlanAgain(slot.planAgain())));
        List<ScheduledSlot.Open> open = plan(schedule, ledger, now, decisions);
        open = applyAnswers(open, ledger, now, decisions);
        open = request(open, schedule, now, decisions);
        reportMissed(open, ledger, now, readUntil, decisions);
        catchUpMissed(ledger, decisions);
        return decisions;
    }

    /** Adds slots to the ledger long before they are due, so that a slot that never ran is detected. */
    private List<ScheduledSlot.Open> plan(
            Schedule schedule, ScheduleLedger ledger, Instant now, List<ScheduledSlotDecision> decisions) {
        boolean unchanged = ledger.known()
                .filter(known -> known.definition().equals(schedule.definition()))
                .isPresent();
        List<ScheduledSlot.Open> open = new ArrayList<>(ledger.open());
        Instant since = unchanged ? ledger.known().get().plannedUntil() : beginning(ledger, now);
        if (!unchanged) {
            decisions.add(new Adopt(schedule, since));
        }
        for (Instant at : newSlots(schedule, since, now)) {
            Planned slot = new Planned(new ScheduledSlotId(schedule.id(), at), at.plus(schedule.deadline()));
            decisions.add(new Plan(slot));
            open.add(slot);
        }
        return open;
    }

    /** Plans far ahead in few steps, because computing the slots of a dense schedule is expensive. */
    private List<Instant> newSlots(Schedule schedule, Instant plannedUntil, Instant now) {
        Instant enough = now.plus(margins.horizon().dividedBy(2));
        return plannedUntil.isAfter(enough)
                ? List.of()
                : schedule.slotsBetween(plannedUntil, now.plus(margins.horizon()));
    }

    /**
     * Returns the time from which a new or changed schedule is planned. This is normally the current time. If the event
     * log mentions slots of a schedule that the catalog has lost, it is the newest of these slots.
     */
    private static Instant beginning(ScheduleLedger ledger, Instant now) {
        if (ledger.known().isPresent()) {
            return now;
        }
        Instant oldest = now.minus(LOOK_BACK);
        return ledger.newestOnLog()
                .filter(heard -> heard.isBefore(now))
                .map(heard -> heard.isBefore(oldest) ? oldest : heard.minusMillis(1))
                .orElse(now);
    }

    private List<ScheduledSlot.Open> applyAnswers(
            List<ScheduledSlot.Open> open, ScheduleLedger ledger, Instant now, List<ScheduledSlotDecision> decisions) {
        List<ScheduledSlot.Open> waiting = new ArrayList<>();
        for (ScheduledSlot.Open slot : open) {
            ScheduledSlot.Open answered = answered(slot, ledger.answerTo(slot), now, decisions);
            Optional<CompletedBackup> inTime = ledger.firstSince(slot)
                    .filter(completion -> !completion.completedAt().isAfter(slot.deadline()));
            if (inTime.isPresent()) {
                decisions.add(new Settle(answered.settle(inTime.get())));
            } else {
                waiting.add(answered);
            }
        }
        return waiting;
    }

    private static ScheduledSlot.Open answered(
            ScheduledSlot.Open slot,
            Optional<ScheduledSlotRequestState> answer,
            Instant now,
            List<ScheduledSlotDecision> decisions) {
        if (answer.isEmpty()) {
            return slot;
        }
        return switch (slot) {
            case Planned planned -> recognised(planned.request(now), answer.get(), decisions);
            case ScheduledSlot.PassedOver passedOver -> recognised(passedOver.recognise(now), answer.get(), decisions);
            case ScheduledSlot.Requested requested -> ended(requested, answer.get(), decisions);
            case ScheduledSlot.Failed failed -> failed;
        };
    }

    private static ScheduledSlot.Open recognised(
            ScheduledSlot.Requested slot, ScheduledSlotRequestState answer, List<ScheduledSlotDecision> decisions) {
        decisions.add(new Recognise(slot));
        return ended(slot, answer, decisions);
    }

    private static ScheduledSlot.Open ended(
            ScheduledSlot.Requested slot, ScheduledSlotRequestState answer, List<ScheduledSlotDecision> decisions) {
        return switch (answer) {
            case ScheduledSlotRequestState.Accepted accepted -> slot;
            case ScheduledSlotRequestState.Ended ended -> {
                ScheduledSlot.Failed failed = slot.fail(ended.how());
                decisions.add(new Fail(failed));
                yield failed;
            }
        };
    }

    private List<ScheduledSlot.Open> request(
            List<ScheduledSlot.Open> open, Schedule schedule, Instant now, List<ScheduledSlotDecision> decisions) {
        List<Planned> due = open.stream()
                .filter(Planned.class::isInstance)
                .map(Planned.class::cast)
                .filter(slot -> !slot.at().plus(margins.clock()).isAfter(now))
                .toList();
        List<Planned> chosen = CatchUpSlotSelector.chosen(schedule.missedRuns(), due, now);
        return open.stream()
                .map(slot -> slot instanceof Planned planned && due.contains(planned)
                        ? started(planned, chosen.contains(planned), now, decisions)
                        : slot)
                .toList();
    }

    private static ScheduledSlot.Open started(
            Planned slot, boolean chosen, Instant now, List<ScheduledSlotDecision> decisions) {
        if (chosen) {
            ScheduledSlot.Requested requested = slot.request(now);
            decisions.add(new ScheduledSlotDecision.Request(requested));
            return requested;
        }
        ScheduledSlot.PassedOver passedOver = slot.passOver();
        decisions.add(new PassOver(passedOver));
        return passedOver;
    }

    private void reportMissed(
            List<ScheduledSlot.Open> open,
            ScheduleLedger ledger,
            Instant now,
            Instant readUntil,
            List<ScheduledSlotDecision> decisions) {
        for (ScheduledSlot.Open slot : open) {
            if (readUntil.isBefore(slot.deadline().plus(margins.grace()))) {
                continue;
            }
            Optional<CompletedBackup> late = ledger.firstSince(slot);
            ScheduledSlot.Missed missed = slot.miss(now, MissedBackupReasonFormatter.describe(slot, ledger, late));
            decisions.add(new Miss(missed));
            late.ifPresent(completion -> decisions.add(new SettleLate(missed.settleLate(completion))));
        }
    }

    private static void catchUpMissed(ScheduleLedger ledger, List<ScheduledSlotDecision> decisions) {
        for (ScheduledSlot.Missed missed : ledger.missed()) {
            ledger.firstSince(missed)
                    .ifPresent(completion -> decisions.add(new SettleLate(missed.settleLate(completion))));
        }
    }
}
