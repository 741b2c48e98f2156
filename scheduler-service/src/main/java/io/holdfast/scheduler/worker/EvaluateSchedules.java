package io.holdfast.scheduler.worker;

import io.holdfast.events.log.CatalogueSqlErrorClassifier;
import io.holdfast.scheduler.metrics.ScheduledSlotMetrics;
import io.holdfast.scheduler.scheduling.DecideDueSlots;
import io.holdfast.scheduler.scheduling.Schedule;
import io.holdfast.scheduler.scheduling.ScheduleId;
import io.holdfast.scheduler.scheduling.ScheduledSlotDecision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Evaluates all schedules once. A failure of one schedule does not affect the others. */
@ApplicationScoped
public class EvaluateSchedules {

    private static final Logger LOG = Logger.getLogger(EvaluateSchedules.class);

    private final DecideDueSlots slots;
    private final ScheduledSlotMetrics meters;
    private final Clock clock;
    private volatile Instant ended;
    private volatile Instant succeeded;
    private volatile String error = "";

    EvaluateSchedules(DecideDueSlots slots, ScheduledSlotMetrics meters, Clock clock) {
        this.slots = slots;
        this.meters = meters;
        this.clock = clock;
        this.ended = clock.instant();
        this.succeeded = ended;
    }

    /** Performs everything that is due. {@link #lastError()} reports a failure, and the next evaluation retries. */
    public void run() {
        String found = "";
        try {
            found = decide();
            for (ScheduleId withdrawn : slots.withdraw()) {
                LOG.warnf("%s is no longer configured: its open slots are withdrawn", withdrawn);
            }
            meters.refresh();
        } catch (RuntimeException e) {
            found = describe(e, "the slots");
        }
        error = found;
        ended = clock.instant();
        if (found.isEmpty()) {
            succeeded = ended;
        }
    }

    private String decide() {
        String found = "";
        for (Schedule schedule : slots.waiting()) {
            try {
                slots.decide(schedule).forEach(this::report);
            } catch (RuntimeException e) {
                if (CatalogueSqlErrorClassifier.isCauseOf(e)) {
                    throw e;
                }
                found = describe(e, "the slots of " + schedule.id());
            }
        }
        return found;
    }

    private String describe(RuntimeException e, String what) {
        String message = "cannot evaluate " + what + ": " + e.getMessage();
        if (CatalogueSqlErrorClassifier.isCauseOf(e)) {
            if (!message.equals(error)) {
                LOG.warn(message);
            }
        } else {
            LOG.error(message, e);
        }
        return message;
    }

    private void report(ScheduledSlotDecision decision) {
        meters.count(decision);
        switch (decision) {
            case ScheduledSlotDecision.Adopt adopt ->
                LOG.infof(
                        "%s: planned from %s: %s",
                        adopt.schedule().id(), adopt.since(), adopt.schedule().text());
            case ScheduledSlotDecision.Miss miss ->
                LOG.errorf(
                        "Missed: %s of %s. %s",
                        miss.slot().id().schedule(),
                        miss.slot().at(),
                        miss.slot().why());
            case ScheduledSlotDecision.Request request ->
                LOG.infof(
                        "Requested: %s of %s",
                        request.slot().id().schedule(), request.slot().at());
            case ScheduledSlotDecision.PassOver passOver ->
                LOG.warnf(
                        "Passed over: %s of %s",
                        passOver.slot().id().schedule(), passOver.slot().at());
            case ScheduledSlotDecision.Fail fail ->
                LOG.warnf(
                        "%s of %s: the request %s",
                        fail.slot().id().schedule(),
                        fail.slot().at(),
                        fail.slot().how());
            case ScheduledSlotDecision.SettleLate late ->
                LOG.infof(
                        "Made up for: %s of %s by %s",
                        late.slot().id().schedule(),
                        late.slot().at(),
                        late.slot().by());
            case ScheduledSlotDecision.Settle settle ->
                LOG.infof(
                        "Settled: %s of %s by %s",
                        settle.slot().id().schedule(),
                        settle.slot().at(),
                        settle.slot().by());
            case ScheduledSlotDecision.Plan plan ->
                LOG.debugf(
                        "Planned: %s of %s",
                        plan.slot().id().schedule(), plan.slot().at());
            case ScheduledSlotDecision.PlanAgain again ->
                LOG.warnf(
                        "Planned again: %s of %s, which was evaluated with a clock far ahead of time",
                        again.slot().id().schedule(), again.slot().at());
            case ScheduledSlotDecision.Recognise recognise ->
                LOG.infof(
                        "Already requested: %s of %s",
                        recognise.slot().id().schedule(), recognise.slot().at());
        }
    }

    /** Returns the error of the last evaluation; empty if it was successful. */
    public String lastError() {
        return error;
    }

    /** Returns when the last evaluation ended, whether or not it was successful. */
    public Instant ended() {
        return ended;
    }

    /** Returns when the last successful evaluation ended; initially the start time of the service. */
    public Instant succeeded() {
        return succeeded;
    }
}
