package io.holdfast.notify.notifying;

import java.time.Duration;
import java.util.Optional;

/** The result of one attempt. */
public sealed interface DeliveryResult {

    /**
     * Returns a short description without secrets. Of the receiver's response, it contains only the status, and the scheme,
     * host, and port of a redirect.
     */
    String answer();

    /** The receiver accepted the event. */
    record Delivered(String answer) implements DeliveryResult {}

    /**
     * The attempt failed. The event has possibly arrived.
     *
     * @param retryAfter pause that the receiver requests for all deliveries; it may be arbitrarily long
     */
    record Failed(String answer, Optional<Duration> retryAfter, Retry retry) implements DeliveryResult {

        /** Returns a failure that can be temporary. */
        public static Failed because(String answer) {
            return new Failed(answer, Optional.empty(), Retry.SOON);
        }
    }

    /** Whether and how an attempt is retried. */
    enum Retry {
        /** The receiver is unavailable, busy, or limits the request rate. */
        SOON,
        /** The receiver refuses the request. Usually, the receiver or the settings must be corrected, but the cause can be temporary. */
        LIMITED,
        /** The receiver no longer accepts notifications. */
        NEVER
    }
}
