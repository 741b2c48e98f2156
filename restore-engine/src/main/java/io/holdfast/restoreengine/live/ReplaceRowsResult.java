package io.holdfast.restoreengine.live;

import io.holdfast.events.Finding;
import java.util.List;

/** The result of replacing rows. */
public sealed interface ReplaceRowsResult {

    /** The transaction was committed. */
    record Replaced() implements ReplaceRowsResult {}

    /**
     * The transaction was rolled back, and nothing was changed.
     *
     * @param reason stable code, such as {@code references_broken}
     * @param message what failed and why, with a hint
     */
    record Refused(String reason, String message, List<Finding> findings) implements ReplaceRowsResult {

        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
