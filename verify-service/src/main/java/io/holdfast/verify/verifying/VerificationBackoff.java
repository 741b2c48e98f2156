package io.holdfast.verify.verifying;

import java.time.Duration;

/** Exponential back-off: each pause is twice the one before, up to a limit. */
public record VerificationBackoff(Duration first, Duration longest) {

    private static final int DOUBLINGS = 30;

    /** @param tries number of earlier tries, at least 0 */
    public Duration after(int tries) {
        Duration pause = first.multipliedBy(1L << Math.min(tries, DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
