package io.holdfast.notify.worker;

import io.holdfast.notify.metrics.NotifyMeters;
import io.holdfast.notify.notifying.NextTry;
import io.holdfast.notify.notifying.Outcome;
import io.holdfast.notify.postgres.Lanes;
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
        NextTry next = sink.rule().after(failed, claim.writtenAt(), claim.failures() + 1, clock.instant(), chance);
        switch (next) {
            case NextTry.Again again -> {
                lanes.failed(claim, failed.answer(), again);
                if (claim.failures() == 0) {
                    LOG.warnf(
                            "%s: %s of %s was not delivered: %s; tried again",
                            sink.name(), claim.parcel().type(), claim.database(), failed.answer());
                }
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
}
