package io.holdfast.dump.worker;

import io.holdfast.dump.dumping.DumpRun.MissingCopy;
import io.holdfast.dump.source.DumpFailure;
import io.holdfast.events.Copy;
import io.holdfast.events.Failure;
import io.holdfast.events.Finding;
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
            List<Copy> copies,
            List<MissingCopy> missing,
            String serverVersion,
            String clientVersion,
            List<Finding> findings)
            implements DumpOutcome {}

    /**
     * @param sqlState the server's code, where a session of our own got one
     * @param complaint what pg_dump said, redacted; for operators only
     */
    record Broke(Failure failure, String message, @Nullable String sqlState, String complaint) implements DumpOutcome {

        /** Where no server gave a code. */
        Broke(Failure failure, String message, String complaint) {
            this(failure, message, null, complaint);
        }

        static Broke of(DumpFailure why, String complaint) {
            return new Broke(why.failure(), why.message(), why.sqlState().orElse(null), complaint);
        }
    }

    record Stopped(StopReason reason, String complaint) implements DumpOutcome {}
}
