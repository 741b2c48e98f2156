package io.holdfast.notify.notifying;

import java.time.Duration;
import java.util.Optional;

/** What came of one attempt. */
public sealed interface DeliveryResult {

    /**
     * In a few words. Of what the receiver wrote, only the scheme, host and port that it redirects to; nothing that must stay
     * secret.
     */
    String answer();

    /** The receiver has it. */
    record Delivered(String answer) implements DeliveryResult {}

    /**
     * It is not known to have arrived.
     *
     * @param retryAfter the pause that the receiver requests for everything that is sent to it; not yet bounded
     */
    record Failed(String answer, Optional<Duration> retryAfter, Retry retry) implements DeliveryResult {

        /** What may pass without anybody doing something. */
        public static Failed because(String answer) {
            return new Failed(answer, Optional.empty(), Retry.SOON);
        }
    }

    /** Whether another attempt can be of use. */
    enum Retry {
        /** The receiver is away, busy or limits its callers. */
        SOON,
        /** The receiver refuses it: somebody has to change the receiver or the sink's settings, but it may be a passing fault too. */
        LIMITED,
        /** The receiver says that nobody wants it here any more. */
        NEVER
    }
}
