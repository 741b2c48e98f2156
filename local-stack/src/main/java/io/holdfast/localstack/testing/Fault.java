package io.holdfast.localstack.testing;

import java.time.Duration;

/** What is wrong with a network. */
sealed interface Fault {

    record None() implements Fault {}

    record Refused() implements Fault {}

    record Cut(long afterBytes, boolean isOnce) implements Fault {}

    record Stalled() implements Fault {}

    record Delayed(Duration each) implements Fault {}
}
