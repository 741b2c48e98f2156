package io.holdfast.cli.await;

import io.holdfast.events.FailureReason;
import io.holdfast.events.Finding;
import io.holdfast.events.RejectionReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the wait for a backup ended. */
public sealed interface BackupWaitResult {

    record Reached(BackupGoal goal) implements BackupWaitResult {}

    /** The request was refused; nothing was started. */
    record Rejected(RejectionReason reason, String message) implements BackupWaitResult {}

    /** Nobody could read the request; it lies among the dead letters. */
    record Unreadable(String reason) implements BackupWaitResult {}

    /** Given up: it is not tried again. */
    record Failed(FailureReason failure, String message) implements BackupWaitResult {}

    record Cancelled(String by, String reason) implements BackupWaitResult {}

    record Condemned(List<Finding> evidence) implements BackupWaitResult {}

    record Suspected(List<Finding> findings) implements BackupWaitResult {}

    /**
     * @param retryAt when verification is tried again; absent when only a person can help
     */
    record Inconclusive(String message, @Nullable Instant retryAt) implements BackupWaitResult {}

    /** The time was over first; the work goes on. */
    record OutOfTime() implements BackupWaitResult {}
}
