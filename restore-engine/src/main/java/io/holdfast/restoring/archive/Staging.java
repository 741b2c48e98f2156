package io.holdfast.restoring.archive;

import io.holdfast.events.Copy;
import io.holdfast.events.Finding;
import java.util.List;

/** What came of bringing a copy near. */
public sealed interface Staging {

    /** The stored bytes are those that were sealed, and all of the archive decodes. */
    record Staged(StagedArchive archive) implements Staging {}

    /** The bytes are not what was sealed, or are no archive that could be restored. */
    record Bad(Copy copy, List<Finding> evidence) implements Staging {

        public Bad {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Nobody could look: says nothing against the copy.
     *
     * @param reason stable word, such as {@code destination_away}, {@code archived}, {@code no_key}, {@code no_room}, {@code no_program},
     *     {@code list_too_long}, {@code stopped}
     * @param why a sentence for a person, with a hint
     */
    record NotNow(Copy copy, String reason, String why) implements Staging {}
}
