package io.holdfast.scheduler.scheduling;

import io.holdfast.scheduler.scheduling.Decision.Adopt;
import io.holdfast.scheduler.scheduling.Decision.Fail;
import io.holdfast.scheduler.scheduling.Decision.Miss;
import io.holdfast.scheduler.scheduling.Decision.PassOver;
import io.holdfast.scheduler.scheduling.Decision.Plan;
import io.holdfast.scheduler.scheduling.Decision.PlanAgain;
import io.holdfast.scheduler.scheduling.Decision.Recognise;
import io.holdfast.scheduler.scheduling.Decision.Settle;
import io.holdfast.scheduler.scheduling.Decision.SettleLate;
import io.holdfast.scheduler.scheduling.Slot.Planned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what happens to the slots of one schedule. Pure: the same ledger at the same time gives the same decisions, and
 * a ledger in which they have been carried out gives none.
 */
public final class PlanSlots {

    /** After the loss of the catalogue, silence is told for the slots since the last one on the log, but not further back. */
    static final Duration LOOK_BACK = Duration.ofDays(7);

    private final Margins margins;

    public PlanSlots(Margins margins) {
        this.margins = margins;
    }

    /**
     * In the order in which they have to be carried out.
     *
     * @param heardUntil up to when the silence of the log means that nothing happened
     */
    public List<Decision> decide(Schedule schedule, Ledger ledger, Instant now, Instant heardUntil) {
        List<Decision> decisions = new ArrayList<>();
        ledger.early().forEach(slot -> decisions.add(new PlanAgain(slot.planAgain())));
        List<Slot.Open> open = plan(schedule, ledger, now, decisions);
        open = hear(open, ledger, now, decisions);
        open = request(open, schedule, now, decisions);
        tellSilence(open, ledger, now, heardUntil, decisions);
        makeUp(ledger, decisions);
        return decisions;
    }

    /** Every slot stands in the ledger long before it is due, so that not having run it cannot be forgotten. */
    private List<Slot.Open> plan(Schedule schedule, Ledger ledger, Instant now, List<Decision> decisions) {
        boolean unchanged = ledger.known()
                .filter(known -> known.definition().equals(schedule.definition()))
                .isPresent();
        List<Slot.Open> open = new ArrayList<>(ledger.open());
        Instant since = unchanged ? ledger.known().get().plannedUntil() : beginning(ledger, now);
        if (!unchanged) {
            decisions.add(new Adopt(schedule, since));
        }
        for (Instant at : newSlots(schedule, since, now)) {
            Planned slot = new Planned(new SlotId(schedule.id(), at), at.plus(schedule.deadline()));
            decisions.add(new Plan(slot));
            open.add(slot);
        }
        return open;
    }

    /** Far ahead in few steps: working out the slots of a dense schedule at every look would be most of the work. */
    private List<Instant> newSlots(Schedule schedule, Instant plannedUntil, Instant now) {
        Instant enough = now.plus(margins.horizon().dividedBy(2));
        return plannedUntil.isAfter(enough)
                ? List.of()
                : schedule.slotsBetween(plannedUntil, now.plus(margins.horizon()));
    }

    /**
     * From when on a schedule is planned that is new to the ledger or changed: from now, because nobody expected its
     * slots before. But where the log shows slots of a schedule that the catalogue has forgotten, from the newest of them.
     */
    private static Instant beginning(Ledger ledger, Instant now) {
        if (ledger.known().isPresent()) {
            return now;
        }
        Instant oldest = now.minus(LOOK_BACK);
        return ledger.newestHeard()
                .filter(heard -> heard.isBefore(now))
                .map(heard -> heard.isBefore(oldest) ? oldest : heard.minusMillis(1))
                .orElse(now);
    }

    private List<Slot.Open> hear(List<Slot.Open> open, Ledger ledger, Instant now, List<Decision> decisions) {
        List<Slot.Open> waiting = new ArrayList<>();
        for (Slot.Open slot : open) {
            Slot.Open answered = answered(slot, ledger.answerTo(slot), now, decisions);
            Optional<Completion> inTime = ledger.firstSince(slot)
                    .filter(completion -> !completion.completedAt().isAfter(slot.deadline()));
            if (inTime.isPresent()) {
                decisions.add(new Settle(answered.settle(inTime.get())));
            } else {
                waiting.add(answered);
            }
        }
        return waiting;
    }

    private static Slot.Open answered(Slot.Open slot, Optional<Answer> answer, Instant now, List<Decision> decisions) {
        if (answer.isEmpty()) {
            return slot;
        }
        return switch (slot) {
            case Planned planned -> recognised(planned.request(now), answer.get(), decisions);
            case Slot.PassedOver passedOver -> recognised(passedOver.recognise(now), answer.get(), decisions);
            case Slot.Requested requested -> ended(requested, answer.get(), decisions);
            case Slot.Failed failed -> failed;
        };
    }

    private static Slot.Open recognised(Slot.Requested slot, Answer answer, List<Decision> decisions) {
        decisions.add(new Recognise(slot));
        return ended(slot, answer, decisions);
    }

    private static Slot.Open ended(Slot.Requested slot, Answer answer, List<Decision> decisions) {
        return switch (answer) {
            case Answer.Accepted accepted -> slot;
            case Answer.Ended ended -> {
                Slot.Failed failed = slot.fail(ended.how());
                decisions.add(new Fail(failed));
                yield failed;
            }
        };
    }

    private List<Slot.Open> request(List<Slot.Open> open, Schedule schedule, Instant now, List<Decision> decisions) {
        List<Planned> due = open.stream()
                .filter(Planned.class::isInstance)
                .map(Planned.class::cast)
                .filter(slot -> !slot.at().plus(margins.clock()).isAfter(now))
                .toList();
        List<Planned> chosen = LateSlots.chosen(schedule.missedRuns(), due, now);
        return open.stream()
                .map(slot -> slot instanceof Planned planned && due.contains(planned)
                        ? started(planned, chosen.contains(planned), now, decisions)
                        : slot)
                .toList();
    }

    private static Slot.Open started(Planned slot, boolean chosen, Instant now, List<Decision> decisions) {
        if (chosen) {
            Slot.Requested requested = slot.request(now);
            decisions.add(new Decision.Request(requested));
            return requested;
        }
        Slot.PassedOver passedOver = slot.passOver();
        decisions.add(new PassOver(passedOver));
        return passedOver;
    }

    private void tellSilence(
            List<Slot.Open> open, Ledger ledger, Instant now, Instant heardUntil, List<Decision> decisions) {
        for (Slot.Open slot : open) {
            if (heardUntil.isBefore(slot.deadline().plus(margins.grace()))) {
                continue;
            }
            Optional<Completion> late = ledger.firstSince(slot);
            Slot.Missed missed = slot.miss(now, Silence.why(slot, ledger, late));
            decisions.add(new Miss(missed));
            late.ifPresent(completion -> decisions.add(new SettleLate(missed.settleLate(completion))));
        }
    }

    private static void makeUp(Ledger ledger, List<Decision> decisions) {
        for (Slot.Missed missed : ledger.missed()) {
            ledger.firstSince(missed)
                    .ifPresent(completion -> decisions.add(new SettleLate(missed.settleLate(completion))));
        }
    }
}
