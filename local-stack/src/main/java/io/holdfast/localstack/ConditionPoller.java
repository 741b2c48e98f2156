package io.holdfast.localstack;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Polls for conditions that cannot be subscribed to, such as files and other processes. */
final class ConditionPoller {

    private static final long FIRST_STEP_MILLIS = 10;
    private static final long LONGEST_STEP_MILLIS = 200;

    private ConditionPoller() {}

    /** Whether the condition became true within the time. The polling interval grows, because polling has a cost. */
    static boolean until(BooleanSupplier condition, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        long step = FIRST_STEP_MILLIS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(step);
                step = Math.min(2 * step, LONGEST_STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
