package io.holdfast.localstack.testing;

import java.time.Duration;

/** A fault of a network connection. */
sealed interface NetworkFault {

    record None() implements NetworkFault {}

    record Refused() implements NetworkFault {}

    record Cut(long afterBytes, boolean isOnce) implements NetworkFault {}

    record Stalled() implements NetworkFault {}

    record Delayed(Duration each) implements NetworkFault {}
}
