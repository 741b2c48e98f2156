package io.holdfast.verify.verifying;

import java.time.Duration;

/** Pauses before trying again: each twice the one before, up to the longest. */
public record VerificationBackoff(Duration first, Duration longest) {

    private static final int DOUBLINGS = 30;

    /** @param tries how often it was tried already, at least 0 */
    public Duration after(int tries) {
        Duration pause = first.multipliedBy(1L << Math.min(tries, DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
