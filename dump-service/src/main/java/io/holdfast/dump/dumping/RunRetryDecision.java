package io.holdfast.dump.dumping;

import java.time.Duration;

/** The decision after a failed attempt. */
public sealed interface RunRetryDecision {

    record After(Duration delay) implements RunRetryDecision {}

    /** An operator must act, or the maximum number of attempts is reached. */
    record GiveUp() implements RunRetryDecision {}
}
