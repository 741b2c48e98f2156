package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.DestinationWithoutCopy;
import io.holdfast.dump.source.DumpFailure;
import io.holdfast.events.FailureReason;
import io.holdfast.events.Finding;
import io.holdfast.events.SealedCopy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one attempt went, before it is recorded. */
sealed interface DumpOutcome {

    /**
     * @param copies where it lies now, at least one
     * @param missing where it should lie as well
     * @param findings what it does not contain though pg_dump succeeded
     */
    record Sealed(
            List<SealedCopy> copies,
            List<DestinationWithoutCopy> missing,
            String serverVersion,
            String clientVersion,
            List<Finding> findings)
            implements DumpOutcome {}

    /**
     * @param sqlState the server's code, where a session of our own got one
     * @param complaint what pg_dump said, redacted; for operators only
     */
    record Failed(
            FailureReason failure, String message, @Nullable String sqlState, String complaint) implements DumpOutcome {

        /** Where no server gave a code. */
        Failed(FailureReason failure, String message, String complaint) {
            this(failure, message, null, complaint);
        }

        static Failed of(DumpFailure why, String complaint) {
            return new Failed(why.failure(), why.message(), why.sqlState().orElse(null), complaint);
        }
    }

    record Stopped(DumpStopReason reason, String complaint) implements DumpOutcome {}
}
