package io.holdfast.notify.notifying;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: they double, from the first to the longest.
 *
 * @param first after the first failure
 * @param longest no pause is longer
 */
public record DeliveryBackoff(Duration first, Duration longest) {

    private static final int MANY = 30;

    /** @throws IllegalArgumentException if a pause is not positive, or the longest is shorter than the first */
    public DeliveryBackoff {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("pauses from " + first + " to " + longest
                    + ": the first must be positive, and the longest no shorter");
        }
    }

    /**
     * Half of it is certain and half is chance, so that what failed together is not tried again together.
     *
     * @param failures in a row, at least 1
     */
    public Duration pause(int failures, RandomGenerator chance) {
        Duration whole = first.multipliedBy(1L << Math.min(failures - 1, MANY));
        Duration bounded = whole.compareTo(longest) > 0 ? longest : whole;
        long half = bounded.toMillis() / 2;
        return bounded.minusMillis(half).plusMillis(chance.nextLong(half + 1));
    }
}
