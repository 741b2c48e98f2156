package io.holdfast.cli.waiting;

import io.holdfast.events.Failure;
import io.holdfast.events.Finding;
import io.holdfast.events.Rejection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the wait for a backup ended. */
public sealed interface Outcome {

    record Reached(Goal goal) implements Outcome {}

    /** The request was refused; nothing was started. */
    record Rejected(Rejection reason, String message) implements Outcome {}

    /** Nobody could read the request; it lies among the dead letters. */
    record Unreadable(String reason) implements Outcome {}

    /** Given up: it is not tried again. */
    record Failed(Failure failure, String message) implements Outcome {}

    record Cancelled(String by, String reason) implements Outcome {}

    record Condemned(List<Finding> evidence) implements Outcome {}

    record Suspected(List<Finding> findings) implements Outcome {}

    /**
     * @param retryAt when verification is tried again; absent when only a person can help
     */
    record Inconclusive(String message, @Nullable Instant retryAt) implements Outcome {}

    /** The time was over first; the work goes on. */
    record OutOfTime() implements Outcome {}
}
