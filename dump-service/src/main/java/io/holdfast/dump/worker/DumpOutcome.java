package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.DestinationWithoutCopy;
import io.holdfast.dump.source.DumpFailure;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.FailureReason;
import io.holdfast.events.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of one attempt, before it is recorded. */
sealed interface DumpOutcome {

    /**
     * The artifact is sealed.
     *
     * @param copies existing copies, at least one
     * @param missing destinations that should have a copy and have none
     * @param findings what the artifact does not contain, although pg_dump succeeded
     */
    record Sealed(
            List<BackupCopyRecord> copies,
            List<DestinationWithoutCopy> missing,
            String serverVersion,
            String clientVersion,
            List<Finding> findings)
            implements DumpOutcome {}

    /**
     * The attempt failed.
     *
     * @param sqlState SQLSTATE, if a session of Holdfast received one
     * @param complaint error output of pg_dump, redacted; for operators only
     */
    record Failed(
            FailureReason failure, String message, @Nullable String sqlState, String complaint) implements DumpOutcome {

        /** Creates a failure without an SQLSTATE. */
        Failed(FailureReason failure, String message, String complaint) {
            this(failure, message, null, complaint);
        }

        static Failed of(DumpFailure why, String complaint) {
            return new Failed(why.failure(), why.message(), why.sqlState().orElse(null), complaint);
        }
    }

    record Stopped(DumpStopReason reason, String complaint) implements DumpOutcome {}
}
