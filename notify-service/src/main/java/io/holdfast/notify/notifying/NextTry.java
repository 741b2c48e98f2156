package io.holdfast.notify.notifying;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What becomes of a delivery that failed. */
public sealed interface NextTry {

    /** No receiver's wish is followed for longer: one that says "in a year" would silence its sink. */
    Duration LONGEST_WISH = Duration.ofDays(1);

    record Again(Instant at) implements NextTry {}

    record GivenUp() implements NextTry {}

    /**
     * How a sink's deliveries are tried again.
     *
     * @param giveUpAfter age of a delivery at which it is given up; never where absent
     */
    record Rule(Backoff backoff, Optional<Duration> giveUpAfter) {

        /**
         * @param writtenAt when the delivery was written down
         * @param failures in a row, this one included
         */
        public NextTry after(
                Outcome.Failed failed, Instant writtenAt, int failures, Instant now, RandomGenerator chance) {
            Optional<Instant> last = giveUpAfter.map(writtenAt::plus);
            if (last.isPresent() && !now.isBefore(last.get())) {
                return new GivenUp();
            }
            Duration own = failed.gone() ? backoff.longest() : backoff.pause(failures, chance);
            Duration wish = failed.retryAfter().orElse(Duration.ZERO);
            Duration bounded = wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
            Instant at = now.plus(bounded.compareTo(own) > 0 ? bounded : own);
            // One last try at the end of its time, not one before and then none.
            return new Again(last.filter(at::isAfter).orElse(at));
        }
    }
}
