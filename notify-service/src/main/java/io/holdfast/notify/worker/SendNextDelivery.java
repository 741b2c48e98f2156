package io.holdfast.notify.worker;

import io.holdfast.notify.metrics.DeliveryMetrics;
import io.holdfast.notify.notifying.DeliveryResult;
import io.holdfast.notify.notifying.RetryDecision;
import io.holdfast.notify.postgres.DeliveryQueue;
import io.holdfast.notify.settings.Sink;
import io.holdfast.notify.settings.SinkSettingsHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Sends the next delivery of a sink. The order is: claim, send, store the result. If the process is killed after the response
 * and before the result is stored, the event is sent again with the same id. No event is lost.
 */
@ApplicationScoped
class SendNextDelivery {

    private static final Logger LOG = Logger.getLogger(SendNextDelivery.class);

    private final DeliveryQueue queue;
    private final NotificationSenderSelector senders;
    private final DeliveryMetrics meters;
    private final Clock clock;
    private final UUID worker = UUID.randomUUID();
    private final RandomGenerator chance = RandomGenerator.getDefault();

    SendNextDelivery(DeliveryQueue queue, NotificationSenderSelector senders, DeliveryMetrics meters, Clock clock) {
        this.queue = queue;
        this.senders = senders;
        this.meters = meters;
        this.clock = clock;
    }

    /** @return whether anything was due */
    boolean send(Sink sink) {
        Optional<DeliveryQueue.Claim> claim = queue.claim(sink.name(), worker);
        claim.ifPresent(due -> send(sink, due));
        return claim.isPresent();
    }

    private void send(Sink sink, DeliveryQueue.Claim claim) {
        switch (senders.of(sink).send(sink, claim.payload())) {
            case DeliveryResult.Delivered delivered -> {
                queue.delivered(claim, delivered.answer());
                meters.delivered(sink.name());
            }
            case DeliveryResult.Failed failed -> failed(sink, claim, failed);
        }
    }

    private void failed(Sink sink, DeliveryQueue.Claim claim, DeliveryResult.Failed failed) {
        meters.failed(sink.name());
        RetryDecision.Row row = claim.row().and(failed);
        switch (sink.rule().after(failed, claim.writtenAt(), row, clock.instant(), chance)) {
            case RetryDecision.Again again -> {
                queue.failed(claim, failed.answer(), row, again);
                logFailure(sink, claim, failed, row);
            }
            case RetryDecision.SinkGone ignored -> {
                queue.gone(claim, failed.answer(), row, SinkSettingsHash.of(sink));
                LOG.errorf(
                        "%s: the receiver no longer accepts notifications (%s). Nothing is sent until"
                                + " holdfast.notify.sinks.%s changes; pending deliveries are kept",
                        sink.name(), failed.answer(), sink.name());
            }
            case RetryDecision.GivenUp ignored -> {
                queue.givenUp(claim, failed.answer());
                LOG.errorf(
                        "%s: %s of %s was given up after %d attempts: %s",
                        sink.name(),
                        claim.payload().type(),
                        claim.database(),
                        claim.payload().attempt(),
                        failed.answer());
            }
        }
    }

    /** Logs the first failure, and the refusal after which an operator must act. */
    private static void logFailure(
            Sink sink, DeliveryQueue.Claim claim, DeliveryResult.Failed failed, RetryDecision.Row row) {
        if (row.failures() == 1) {
            LOG.warnf(
                    "%s: %s of %s was not delivered and will be retried: %s",
                    sink.name(), claim.payload().type(), claim.database(), failed.answer());
        }
        if (row.refusals() == RetryDecision.QUICK_REFUSALS) {
            LOG.errorf(
                    "%s: %s of %s was refused %d times in a row: %s. hint: correct the receiver or holdfast.notify.sinks.%s."
                            + " Until then, it is retried at the longest interval",
                    sink.name(),
                    claim.payload().type(),
                    claim.database(),
                    row.refusals(),
                    failed.answer(),
                    sink.name());
        }
    }
}
