package io.holdfast.notify.notifying;

import java.time.Duration;
import java.util.Optional;

/** What came of one attempt. */
public sealed interface Outcome {

    /** In a few words, without anything that the receiver wrote or that must stay secret. */
    String answer();

    /** The receiver has it. */
    record Delivered(String answer) implements Outcome {}

    /**
     * It is not known to have arrived.
     *
     * @param retryAfter what the receiver asked for, believed or not
     * @param gone the receiver says that nobody wants it here any more
     */
    record Failed(String answer, Optional<Duration> retryAfter, boolean gone) implements Outcome {

        public static Failed because(String answer) {
            return new Failed(answer, Optional.empty(), false);
        }
    }
}
