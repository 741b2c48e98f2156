package io.holdfast.localstack.testing;

import java.time.Duration;

/** What is wrong with a network. */
sealed interface NetworkFault {

    record None() implements NetworkFault {}

    record Refused() implements NetworkFault {}

    record Cut(long afterBytes, boolean isOnce) implements NetworkFault {}

    record Stalled() implements NetworkFault {}

    record Delayed(Duration each) implements NetworkFault {}
}
