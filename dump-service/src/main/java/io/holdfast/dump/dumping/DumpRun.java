package io.holdfast.dump.dumping;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.FailureReason;
import io.holdfast.events.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of a backup in dump-service. Each state offers only its legal transitions. */
public sealed interface DumpRun {

    ValidatedBackupRequest request();

    /** A state after an attempt has ended. The backup itself may have ended or be retried. */
    sealed interface AfterRunning extends DumpRun {

        /** Returns the number of the attempt that ended. */
        int attempt();
    }

    /** The run waits for a worker. */
    sealed interface Waiting extends DumpRun {

        /** Returns the number of attempts so far. */
        int attempt();

        /** Returns the number of failed attempts, without interruptions of the worker. */
        int failures();

        /** A worker starts the next attempt, with an artifact name that was never used before. */
        default Running start(String artifact, RunLease lease, Instant now) {
            return new Running(request(), attempt() + 1, failures(), artifact, lease, now);
        }

        /** Cancels the run. No attempt is running that would have to be stopped. */
        default Cancelled cancel(String by, String reason) {
            return new Cancelled(request(), attempt(), by, reason);
        }
    }

    /** No attempt is running, and the next one can start immediately. */
    record Queued(ValidatedBackupRequest request, int attempt, int failures) implements Waiting {}

    /** The last attempt failed, and the run will be retried. */
    record WaitingRetry(
            ValidatedBackupRequest request,
            int attempt,
            int failures,
            FailureReason failure,
            String message,
            @Nullable String sqlState,
            Instant retryAt)
            implements Waiting, AfterRunning {}

    /** A worker holds the lease. */
    record Running(
            ValidatedBackupRequest request,
            int attempt,
            int failures,
            String artifact,
            RunLease lease,
            Instant startedAt)
            implements DumpRun {

        public Completed complete(
                List<BackupCopyRecord> copies,
                List<DestinationWithoutCopy> missing,
                String serverVersion,
                String clientVersion,
                List<Finding> findings) {
            return new Completed(request, attempt, startedAt, copies, missing, serverVersion, clientVersion, findings);
        }

        /** Equals {@link #fail(FailureReason, String, String, RetryPolicy, Instant)} without an SQLSTATE. */
        public AfterRunning fail(FailureReason failure, String message, RetryPolicy policy, Instant now) {
            return fail(failure, message, null, policy, now);
        }

        /** Fails the attempt. The policy decides whether the run is retried or given up. */
        public AfterRunning fail(
                FailureReason failure, String message, @Nullable String sqlState, RetryPolicy policy, Instant now) {
            int failed = failure == FailureReason.INTERRUPTED ? failures : failures + 1;
            return switch (policy.after(failure, attempt, failed)) {
                case RunRetryDecision.After again ->
                    new WaitingRetry(request, attempt, failed, failure, message, sqlState, now.plus(again.delay()));
                case RunRetryDecision.GiveUp end -> new Failed(request, attempt, failure, message, sqlState);
            };
        }

        /** Cancels the run. Call this only after the dump has stopped. */
        public Cancelled cancel(String by, String reason) {
            return new Cancelled(request, attempt, by, reason);
        }
    }

    /** A destination that should have a copy and has none. retention-service creates the copy later from another destination. */
    record DestinationWithoutCopy(String destination, FailureReason failure, String message) {}

    /**
     * The artifact is sealed at one or more destinations.
     *
     * @param findings what the artifact does not contain, although pg_dump succeeded
     */
    record Completed(
            ValidatedBackupRequest request,
            int attempt,
            Instant startedAt,
            List<BackupCopyRecord> copies,
            List<DestinationWithoutCopy> missing,
            String serverVersion,
            String clientVersion,
            List<Finding> findings)
            implements AfterRunning {

        public Completed {
            copies = List.copyOf(copies);
            missing = List.copyOf(missing);
            findings = List.copyOf(findings);
        }

        /** Returns the stored size of one copy. */
        public long bytes() {
            return copies.getFirst().bytes();
        }
    }

    /** The run was given up. */
    record Failed(
            ValidatedBackupRequest request,
            int attempt,
            FailureReason failure,
            String message,
            @Nullable String sqlState)
            implements AfterRunning {}

    /** The run was cancelled by an operator. */
    record Cancelled(ValidatedBackupRequest request, int attempt, String by, String reason) implements AfterRunning {}
}
