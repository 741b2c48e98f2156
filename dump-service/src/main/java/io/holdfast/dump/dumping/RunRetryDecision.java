package io.holdfast.dump.dumping;

import java.time.Duration;

/** What to do after a failed attempt. */
public sealed interface RunRetryDecision {

    record After(Duration delay) implements RunRetryDecision {}

    /** Only a person can help, or it was tried often enough. */
    record GiveUp() implements RunRetryDecision {}
}
