package io.holdfast.verify.drilling;

import io.holdfast.events.Finding;
import io.holdfast.events.RestoreReport;
import io.holdfast.events.VerificationLevel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a drill ends: in exactly one of these. */
public sealed interface DrillOutcome {

    List<Finding> findings();

    /**
     * @param level L3 to L5
     * @param took from the first byte read to the last comparison
     */
    record Completed(VerificationLevel level, Duration took, RestoreReport report, List<Finding> findings)
            implements DrillOutcome {

        public Completed {
            findings = List.copyOf(findings);
        }
    }

    /** What came back is not what was backed up, or nothing came back. */
    record Failed(List<Finding> findings) implements DrillOutcome {

        public Failed {
            findings = List.copyOf(findings);
        }
    }

    /** Nothing was learnt about the backup, because of what is missing here. */
    record Impossible(List<Finding> findings) implements DrillOutcome {

        public Impossible {
            findings = List.copyOf(findings);
        }

        public static Impossible because(String code, String text) {
            return because(code, text, Optional.empty());
        }

        /** @param sqlState by which a server's refusal was judged */
        public static Impossible because(String code, String text, Optional<String> sqlState) {
            return new Impossible(List.of(new Finding(code, text, sqlState.orElse(null))));
        }
    }
}
