package io.holdfast.notify.notifying;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off between attempts: each pause is twice the previous one, up to a maximum.
 *
 * @param first pause after the first failure
 * @param longest maximum pause
 */
public record DeliveryBackoff(Duration first, Duration longest) {

    private static final int MANY = 30;

    /** @throws IllegalArgumentException if a pause is not positive, or the longest is shorter than the first */
    public DeliveryBackoff {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("invalid retry pauses: first=" + first + ", longest=" + longest
                    + ". hint: first must be positive, and longest must not be shorter than first");
        }
    }

    /**
     * Returns the pause with random jitter of up to half of its length, so that deliveries that failed together are not
     * retried together.
     *
     * @param failures number of consecutive failures, at least 1
     */
    public Duration pause(int failures, RandomGenerator chance) {
        Duration whole = first.multipliedBy(1L << Math.min(failures - 1, MANY));
        Duration bounded = whole.compareTo(longest) > 0 ? longest : whole;
        long half = bounded.toMillis() / 2;
        return bounded.minusMillis(half).plusMillis(chance.nextLong(half + 1));
    }
}
