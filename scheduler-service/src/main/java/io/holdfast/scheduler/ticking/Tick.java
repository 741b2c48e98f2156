package io.holdfast.scheduler.ticking;

import io.holdfast.events.log.CatalogueAway;
import io.holdfast.scheduler.scheduling.DecideSlots;
import io.holdfast.scheduler.scheduling.Decision;
import io.holdfast.scheduler.scheduling.Schedule;
import io.holdfast.scheduler.scheduling.ScheduleId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** One look at all schedules. What goes wrong with one of them does not keep the others waiting. */
@ApplicationScoped
public class Tick {

    private static final Logger LOG = Logger.getLogger(Tick.class);

    private final DecideSlots slots;
    private final SlotMeters meters;
    private final Clock clock;
    private volatile Instant ended;
    private volatile Instant succeeded;
    private volatile String trouble = "";

    Tick(DecideSlots slots, SlotMeters meters, Clock clock) {
        this.slots = slots;
        this.meters = meters;
        this.clock = clock;
        this.ended = clock.instant();
        this.succeeded = ended;
    }

    /** Does everything that is due. Trouble is told by {@link #trouble()}, and the next tick tries again. */
    public void run() {
        String found = "";
        try {
            found = decide();
            for (ScheduleId withdrawn : slots.withdraw()) {
                LOG.warnf("%s is not configured any more: its open slots are withdrawn", withdrawn);
            }
            meters.refresh();
        } catch (RuntimeException e) {
            found = told(e, "the slots");
        }
        trouble = found;
        ended = clock.instant();
        if (found.isEmpty()) {
            succeeded = ended;
        }
    }

    private String decide() {
        String found = "";
        for (Schedule schedule : slots.waiting()) {
            try {
                slots.decide(schedule).forEach(this::tell);
            } catch (RuntimeException e) {
                if (CatalogueAway.isCauseOf(e)) {
                    throw e;
                }
                found = told(e, "the slots of " + schedule.id());
            }
        }
        return found;
    }

    private String told(RuntimeException e, String what) {
        String message = "could not look at " + what + ": " + e.getMessage();
        if (CatalogueAway.isCauseOf(e)) {
            if (!message.equals(trouble)) {
                LOG.warn(message);
            }
        } else {
            LOG.error(message, e);
        }
        return message;
    }

    private void tell(Decision decision) {
        meters.count(decision);
        switch (decision) {
            case Decision.Adopt adopt ->
                LOG.infof(
                        "%s: planned from %s: %s",
                        adopt.schedule().id(), adopt.since(), adopt.schedule().words());
            case Decision.Miss miss ->
                LOG.errorf(
                        "Missed: %s of %s. %s",
                        miss.slot().id().schedule(),
                        miss.slot().at(),
                        miss.slot().why());
            case Decision.Request request ->
                LOG.infof(
                        "Requested: %s of %s",
                        request.slot().id().schedule(), request.slot().at());
            case Decision.PassOver passOver ->
                LOG.warnf(
                        "Passed over: %s of %s",
                        passOver.slot().id().schedule(), passOver.slot().at());
            case Decision.Fail fail ->
                LOG.warnf(
                        "%s of %s: the request %s",
                        fail.slot().id().schedule(),
                        fail.slot().at(),
                        fail.slot().how());
            case Decision.SettleLate late ->
                LOG.infof(
                        "Made up for: %s of %s by %s",
                        late.slot().id().schedule(),
                        late.slot().at(),
                        late.slot().by());
            case Decision.Settle settle ->
                LOG.infof(
                        "Settled: %s of %s by %s",
                        settle.slot().id().schedule(),
                        settle.slot().at(),
                        settle.slot().by());
            case Decision.Plan plan ->
                LOG.debugf(
                        "Planned: %s of %s",
                        plan.slot().id().schedule(), plan.slot().at());
            case Decision.PlanAgain again ->
                LOG.warnf(
                        "Planned again: %s of %s, which a clock far ahead had decided on",
                        again.slot().id().schedule(), again.slot().at());
            case Decision.Recognise recognise ->
                LOG.infof(
                        "Already asked for: %s of %s",
                        recognise.slot().id().schedule(), recognise.slot().at());
        }
    }

    /** Why the last tick did not do everything, or an empty text. */
    public String trouble() {
        return trouble;
    }

    /** When a tick last ended, well or not. */
    public Instant ended() {
        return ended;
    }

    /** When a tick last did everything; at first, when the service started. */
    public Instant succeeded() {
        return succeeded;
    }
}
