package io.holdfast.retention.copying;

import java.time.Duration;

/** The delays between attempts. They double. */
final class CopyBackoff {

    private static final int DOUBLINGS = 20;

    private CopyBackoff() {}

    /** @param failures number of earlier failures in a row, from 0 */
    static Duration after(int failures, Duration first, Duration longest) {
        Duration pause = first.multipliedBy(1L << Math.min(failures, DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
