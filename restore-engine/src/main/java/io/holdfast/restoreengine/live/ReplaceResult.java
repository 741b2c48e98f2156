package io.holdfast.restoreengine.live;

import io.holdfast.events.Finding;
import java.util.List;

/** The result of replacing rows. */
public sealed interface ReplaceResult {

    /** The transaction was committed. */
    record Replaced() implements ReplaceResult {}

    /**
     * The transaction was rolled back, and nothing was changed.
     *
     * @param reason stable code, such as {@code references_broken}
     * @param message what failed and why, with a hint
     */
    record Refused(String reason, String message, List<Finding> findings) implements ReplaceResult {

        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
