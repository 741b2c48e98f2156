package io.holdfast.notify.worker;

import io.holdfast.notify.metrics.NotifyMeters;
import io.holdfast.notify.notifying.NextTry;
import io.holdfast.notify.notifying.Outcome;
import io.holdfast.notify.postgres.Lanes;
import io.holdfast.notify.settings.SettingsHash;
import io.holdfast.notify.settings.Sink;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Sends the next delivery of a sink. The order is: claim, send, write down what came of it. Killed after the receiver's answer
 * and before it is written down, the delivery is sent once more with the same id; nowhere is one forgotten.
 */
@ApplicationScoped
class SendNext {

    private static final Logger LOG = Logger.getLogger(SendNext.class);

    private final Lanes lanes;
    private final Senders senders;
    private final NotifyMeters meters;
    private final Clock clock;
    private final UUID worker = UUID.randomUUID();
    private final RandomGenerator chance = RandomGenerator.getDefault();

    SendNext(Lanes lanes, Senders senders, NotifyMeters meters, Clock clock) {
        this.lanes = lanes;
        this.senders = senders;
        this.meters = meters;
        this.clock = clock;
    }

    /** @return whether anything was due */
    boolean send(Sink sink) {
        Optional<Lanes.Claim> claim = lanes.claim(sink.name(), worker);
        claim.ifPresent(due -> send(sink, due));
        return claim.isPresent();
    }

    private void send(Sink sink, Lanes.Claim claim) {
        switch (senders.of(sink).send(sink, claim.parcel())) {
            case Outcome.Delivered delivered -> {
                lanes.delivered(claim, delivered.answer());
                meters.delivered(sink.name());
            }
            case Outcome.Failed failed -> failed(sink, claim, failed);
        }
    }

    private void failed(Sink sink, Lanes.Claim claim, Outcome.Failed failed) {
        meters.failed(sink.name());
        NextTry.Row row = claim.row().and(failed);
        switch (sink.rule().after(failed, claim.writtenAt(), row, clock.instant(), chance)) {
            case NextTry.Again again -> {
                lanes.failed(claim, failed.answer(), row, again);
                told(sink, claim, failed, row);
            }
            case NextTry.SinkGone ignored -> {
                lanes.gone(claim, failed.answer(), row, SettingsHash.of(sink));
                LOG.errorf(
                        "%s: its receiver says that nobody wants anything there any more (%s): nothing is sent to it until"
                                + " holdfast.notify.sinks.%s changes; everything is kept",
                        sink.name(), failed.answer(), sink.name());
            }
            case NextTry.GivenUp ignored -> {
                lanes.givenUp(claim, failed.answer());
                LOG.errorf(
                        "%s: %s of %s was given up after %d attempts: %s",
                        sink.name(),
                        claim.parcel().type(),
                        claim.database(),
                        claim.parcel().attempt(),
                        failed.answer());
            }
        }
    }

    /** At the first failure, and once more where it becomes clear that somebody has to do something. */
    private static void told(Sink sink, Lanes.Claim claim, Outcome.Failed failed, NextTry.Row row) {
        if (row.failures() == 1) {
            LOG.warnf(
                    "%s: %s of %s was not delivered: %s; tried again",
                    sink.name(), claim.parcel().type(), claim.database(), failed.answer());
        }
        if (row.refusals() == NextTry.QUICK_REFUSALS) {
            LOG.errorf(
                    "%s: %s of %s was refused %d times in a row: %s; correct the receiver or holdfast.notify.sinks.%s. It"
                            + " is tried at the longest pause from now on",
                    sink.name(), claim.parcel().type(), claim.database(), row.refusals(), failed.answer(), sink.name());
        }
    }
}
