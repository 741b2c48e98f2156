package io.holdfast.notify.notifying;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What becomes of a delivery that failed. */
public sealed interface RetryDecision {

    /** No receiver's wish is followed for longer: one that says "in a year" would silence its sink. */
    Duration LONGEST_WISH = Duration.ofDays(1);

    /** So many refusals in a row are tried again at growing pauses; then the pauses are the longest ones, and it is alerted. */
    int QUICK_REFUSALS = 6;

    /** @param sinkPausedUntil nothing at all is sent to the sink before, because its receiver requests that */
    record Again(Instant at, Optional<Instant> sinkPausedUntil) implements RetryDecision {}

    record GivenUp() implements RetryDecision {}

    /** The delivery stays, and nothing is sent to its sink any more until the sink's settings change. */
    record SinkGone() implements RetryDecision {}

    /**
     * How a sink's deliveries are tried again.
     *
     * @param giveUpAfter age of a delivery at which it is given up; never where absent
     */
    record Rule(DeliveryBackoff backoff, Optional<Duration> giveUpAfter) {

        /**
         * @param writtenAt when the delivery was written down
         * @param row how often it has failed in a row, this time included
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
            Duration wish = failed.retryAfter().orElse(Duration.ZERO);
            Duration bounded = wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
            Instant at = now.plus(bounded.compareTo(own) > 0 ? bounded : own);
            // One last try at the end of its time, not one before and then none.
            return new Again(
                    last.filter(at::isAfter).orElse(at),
                    Optional.of(bounded).filter(Duration::isPositive).map(now::plus));
        }
    }

    /**
     * Failures without an arrival between them.
     *
     * @param failures of any kind, at least 0
     * @param refusals the last of them, as far as all are {@link DeliveryResult.Retry#LIMITED}
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
