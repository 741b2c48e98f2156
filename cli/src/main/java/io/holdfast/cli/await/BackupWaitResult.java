package io.holdfast.cli.await;

import io.holdfast.events.FailureReason;
import io.holdfast.events.Finding;
import io.holdfast.events.RejectionReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of waiting for a backup. */
public sealed interface BackupWaitResult {

    record Reached(BackupWaitGoal goal) implements BackupWaitResult {}

    /** The request was rejected. No backup was started. */
    record Rejected(RejectionReason reason, String message) implements BackupWaitResult {}

    /** No service could read the request. It is in the dead-letter topic. */
    record Unreadable(String reason) implements BackupWaitResult {}

    /** The backup failed, and is not retried. */
    record Failed(FailureReason failure, String message) implements BackupWaitResult {}

    record Cancelled(String by, String reason) implements BackupWaitResult {}

    record Condemned(List<Finding> evidence) implements BackupWaitResult {}

    record Suspected(List<Finding> findings) implements BackupWaitResult {}

    /**
     * @param retryAt time of the next verification; absent if an operator must act first
     */
    record Inconclusive(String message, @Nullable Instant retryAt) implements BackupWaitResult {}

    /** The timeout expired. The backup continues. */
    record OutOfTime() implements BackupWaitResult {}
}
