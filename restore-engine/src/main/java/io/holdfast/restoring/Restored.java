package io.holdfast.restoring;

import io.holdfast.events.Finding;
import java.util.List;

/** How pg_restore ended. */
public sealed interface Restored {

    /** @param warnings what it complained of that does no harm */
    record Done(List<Finding> warnings, String words) implements Restored {

        public Done {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * @param reason stable word, such as {@code target_full} or {@code restore_errors}
     * @param message a sentence for a person, with a hint
     * @param findings one for each object that could not be restored, at most 20; never rows
     * @param words all that pg_restore said; may quote rows, so for operators only
     * @param entries ids of the table of contents' entries that were refused, as far as pg_restore's output was kept
     */
    record Failed(String reason, String message, List<Finding> findings, String words, List<Integer> entries)
            implements Restored {

        public Failed {
            findings = List.copyOf(findings);
            entries = List.copyOf(entries);
        }

        Failed(String reason, String message, List<Finding> findings, String words) {
            this(reason, message, findings, words, List.of());
        }
    }
}
