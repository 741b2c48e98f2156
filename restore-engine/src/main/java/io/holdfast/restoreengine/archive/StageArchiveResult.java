package io.holdfast.restoreengine.archive;

import io.holdfast.events.Finding;
import io.holdfast.events.SealedCopy;
import java.util.List;

/** What came of bringing a copy near. */
public sealed interface StageArchiveResult {

    /** The stored bytes are those that were sealed, and all of the archive decodes. */
    record Staged(StagedArchive archive) implements StageArchiveResult {}

    /** The bytes are not what was sealed, or are no archive that could be restored. */
    record Bad(SealedCopy copy, List<Finding> evidence) implements StageArchiveResult {

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
    record NotNow(SealedCopy copy, String reason, String why) implements StageArchiveResult {}
}
