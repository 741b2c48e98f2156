package io.holdfast.notify.notifying;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The decision on a delivery whose attempt failed. */
public sealed interface RetryDecision {

    /** Maximum of the pause that a receiver can request. Without it, a receiver could block its sink for years. */
    Duration MAX_RETRY_AFTER = Duration.ofDays(1);

    /**
     * Number of consecutive refusals that are retried with exponential back-off. After that, the longest pause is used, and an
     * alert fires.
     */
    int QUICK_REFUSALS = 6;

    /** @param sinkPausedUntil nothing is sent to the sink before this time, because its receiver requested a pause */
    record Again(Instant at, Optional<Instant> sinkPausedUntil) implements RetryDecision {}

    record GivenUp() implements RetryDecision {}

    /** The delivery stays pending. Nothing is sent to the sink until its settings change. */
    record SinkGone() implements RetryDecision {}

    /**
     * The rule for retries of a sink.
     *
     * @param giveUpAfter age at which a delivery is given up; absent if it is retried without limit
     */
    record Rule(DeliveryBackoff backoff, Optional<Duration> giveUpAfter) {

        /**
         * @param writtenAt when the delivery was stored
         * @param row consecutive failures, including this one
         */
        public RetryDecision after(
                DeliveryResult.Failed failed, Instant writtenAt, Row row, Instant now, RandomGenerator chance) {
            if (failed.retry() == DeliveryResult.Retry.NEVER) {
                return new SinkGone();
            }
            Optional<Instant> last = giveUpAfter.map(writtenAt::plus);
            if (last.isPresent() && !now.isBefore(last.get())) {
                return new GivenUp();
            }
            Duration own = row.isRefusedForLong() ? backoff.longest() : backoff.pause(row.failures(), chance);
            Duration requested = failed.retryAfter().orElse(Duration.ZERO);
            Duration bounded = requested.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : requested;
            Instant at = now.plus(bounded.compareTo(own) > 0 ? bounded : own);
            // Makes the last attempt at the end of the permitted time.
            return new Again(
                    last.filter(at::isAfter).orElse(at),
                    Optional.of(bounded).filter(Duration::isPositive).map(now::plus));
        }
    }

    /**
     * Consecutive failures of a lane.
     *
     * @param failures number of consecutive failures of any kind, at least 0
     * @param refusals number of the latest failures that are all {@link DeliveryResult.Retry#LIMITED}
     */
    record Row(int failures, int refusals) {

        public Row and(DeliveryResult.Failed failed) {
            return new Row(failures + 1, failed.retry() == DeliveryResult.Retry.LIMITED ? refusals + 1 : 0);
        }

        public boolean isRefusedForLong() {
            return refusals >= QUICK_REFUSALS;
        }
    }
}
