package io.holdfast.restore.restoring;

import io.holdfast.events.Finding;
import io.holdfast.events.RestoreReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How an attempt ended. */
public sealed interface RestoreOutcome {

    /**
     * @param notRestored what could not be brought back; empty if all of it came back
     * @param page all that was found, by name, as JSON; for operators only
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

        /** With these before the others. */
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
     * The live database is as it was.
     *
     * @param reason stable word
     * @param words pg_restore's and the hooks', for operators only
     * @param sqlState by which the reason was judged; empty where there was none
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

    /** The server went away where something may be left to set right: it is taken up again when it can be reached. */
    record Unsettled(String why) implements RestoreOutcome {}

    /** The lease was lost, or the service stops: another attempt takes over. */
    record Interrupted() implements RestoreOutcome {}
}
