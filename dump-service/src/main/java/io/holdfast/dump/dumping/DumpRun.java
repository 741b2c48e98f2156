package io.holdfast.dump.dumping;

import io.holdfast.events.FailureReason;
import io.holdfast.events.Finding;
import io.holdfast.events.SealedCopy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a backup stands in dump-service. Each state offers only its legal moves. */
public sealed interface DumpRun {

    AcceptedRequest request();

    /** How a run can end, for the attempt if not for the backup. */
    sealed interface AfterRunning extends DumpRun {

        /** Number of the attempt that ended. */
        int attempt();
    }

    /** Waits for a worker. */
    sealed interface Waiting extends DumpRun {

        /** Attempts made so far. */
        int attempt();

        /** Of these, how many failed by a fault that is not the worker's own end. */
        int failures();

        /** A worker takes it on, under a name that no attempt had before. */
        default Running start(String artifact, RunLease lease, Instant now) {
            return new Running(request(), attempt() + 1, failures(), artifact, lease, now);
        }

        /** Nothing was begun, so nothing has to be stopped. */
        default Cancelled cancel(String by, String reason) {
            return new Cancelled(request(), attempt(), by, reason);
        }
    }

    /** No attempt is running, and nothing has to be waited for. */
    record Queued(AcceptedRequest request, int attempt, int failures) implements Waiting {}

    /** Failed, and will be tried again. */
    record WaitingRetry(
            AcceptedRequest request,
            int attempt,
            int failures,
            FailureReason failure,
            String message,
            @Nullable String sqlState,
            Instant retryAt)
            implements Waiting, AfterRunning {}

    /** A worker holds the lease. */
    record Running(
            AcceptedRequest request, int attempt, int failures, String artifact, RunLease lease, Instant startedAt)
            implements DumpRun {

        public Completed complete(
                List<SealedCopy> copies,
                List<DestinationWithoutCopy> missing,
                String serverVersion,
                String clientVersion,
                List<Finding> findings) {
            return new Completed(request, attempt, startedAt, copies, missing, serverVersion, clientVersion, findings);
        }

        /** As {@link #fail(FailureReason, String, String, RetryPolicy, Instant)}, where no server gave a code. */
        public AfterRunning fail(FailureReason failure, String message, RetryPolicy policy, Instant now) {
            return fail(failure, message, null, policy, now);
        }

        /** Tried again or given up, as the policy says. */
        public AfterRunning fail(
                FailureReason failure, String message, @Nullable String sqlState, RetryPolicy policy, Instant now) {
            int failed = failure == FailureReason.INTERRUPTED ? failures : failures + 1;
            return switch (policy.after(failure, attempt, failed)) {
                case RunRetryDecision.After again ->
                    new WaitingRetry(request, attempt, failed, failure, message, sqlState, now.plus(again.delay()));
                case RunRetryDecision.GiveUp end -> new Failed(request, attempt, failure, message, sqlState);
            };
        }

        /** To be recorded only when the dump has really stopped. */
        public Cancelled cancel(String by, String reason) {
            return new Cancelled(request, attempt, by, reason);
        }
    }

    /** A destination that should have a copy and has none yet; it is caught up from one that has. */
    record DestinationWithoutCopy(String destination, FailureReason failure, String message) {}

    /**
     * The artifact is sealed, at one destination or more.
     *
     * @param findings what it does not contain though pg_dump succeeded
     */
    record Completed(
            AcceptedRequest request,
            int attempt,
            Instant startedAt,
            List<SealedCopy> copies,
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

        /** Stored length of one copy. */
        public long bytes() {
            return copies.getFirst().bytes();
        }
    }

    /** Given up. */
    record Failed(
            AcceptedRequest request,
            int attempt,
            FailureReason failure,
            String message,
            @Nullable String sqlState) implements AfterRunning {}

    /** Stopped on an operator's wish. */
    record Cancelled(AcceptedRequest request, int attempt, String by, String reason) implements AfterRunning {}
}
