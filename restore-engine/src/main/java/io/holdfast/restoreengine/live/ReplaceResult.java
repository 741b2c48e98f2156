package io.holdfast.restoreengine.live;

import io.holdfast.events.Finding;
import java.util.List;

/** What came of replacing rows. */
public sealed interface ReplaceResult {

    /** It is committed. */
    record Replaced() implements ReplaceResult {}

    /**
     * It was rolled back: nothing was changed.
     *
     * @param reason stable word, such as {@code references_broken}
     * @param message a sentence for a person, with a hint
     */
    record Refused(String reason, String message, List<Finding> findings) implements ReplaceResult {

        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
