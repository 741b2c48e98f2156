package io.holdfast.restore.restoring;

import io.holdfast.events.Finding;
import io.holdfast.events.RestoreReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The outcome of one attempt. */
public sealed interface RestoreOutcome {

    /**
     *
     * @param notRestored objects that could not be restored; empty if all were restored
     * @param page detailed report as JSON; for operators only
     */
    record Completed(
            Optional<String> keptAs,
            RestoreReport report,
            List<Finding> findings,
            List<Finding> notRestored,
            String page,
            String words)
            implements RestoreOutcome {

        public Completed {
            findings = List.copyOf(findings);
            notRestored = List.copyOf(notRestored);
        }

        /** Adds these findings before the others. */
        public Completed with(List<Finding> first) {
            return new Completed(
                    keptAs,
                    report,
                    Stream.concat(first.stream(), findings.stream()).toList(),
                    notRestored,
                    page,
                    words);
        }
    }

    /**
     * The restore failed, and the live database is unchanged.
     *
     * @param reason stable code
     * @param words output of pg_restore and the hooks, for operators only
     * @param sqlState SQLSTATE from which the reason was derived; empty if there was none
     */
    record Failed(String reason, String message, List<Finding> findings, String words, Optional<String> sqlState)
            implements RestoreOutcome {

        public Failed {
            findings = List.copyOf(findings);
        }

        public Failed(String reason, String message, List<Finding> findings, String words) {
            this(reason, message, findings, words, Optional.empty());
        }

        public static Failed of(String reason, String message) {
            return new Failed(reason, message, List.of(), "");
        }
    }

    /** The server became unavailable while a cleanup may be needed. The restore continues when the server is reachable. */
    record Unsettled(String why) implements RestoreOutcome {}

    /** The lease was lost or the service is stopping. Another attempt continues. */
    record Interrupted() implements RestoreOutcome {}
}
