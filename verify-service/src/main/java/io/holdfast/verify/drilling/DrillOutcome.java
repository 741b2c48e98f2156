package io.holdfast.verify.drilling;

import io.holdfast.events.Finding;
import io.holdfast.events.RestoreReport;
import io.holdfast.events.VerificationLevel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The outcome of a drill. Each drill has exactly one. */
public sealed interface DrillOutcome {

    List<Finding> findings();

    /**
     *
     * @param level L3 to L5
     * @param took time from the first byte read to the last comparison
     */
    record Completed(VerificationLevel level, Duration took, RestoreReport report, List<Finding> findings)
            implements DrillOutcome {

        public Completed {
            findings = List.copyOf(findings);
        }
    }

    /** The restored contents differ from the backup, or nothing could be restored. */
    record Failed(List<Finding> findings) implements DrillOutcome {

        public Failed {
            findings = List.copyOf(findings);
        }
    }

    /** The drill proves nothing about the backup, because this installation lacks something. */
    record Impossible(List<Finding> findings) implements DrillOutcome {

        public Impossible {
            findings = List.copyOf(findings);
        }

        public static Impossible because(String code, String text) {
            return because(code, text, Optional.empty());
        }

        /** @param sqlState SQLSTATE of the refusal, if a server refused */
        public static Impossible because(String code, String text, Optional<String> sqlState) {
            return new Impossible(List.of(new Finding(code, text, sqlState.orElse(null))));
        }
    }
}
