package io.holdfast.restoreengine.archive;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Finding;
import java.util.List;

/** The result of staging a copy. */
public sealed interface StageArchiveResult {

    /** The stored bytes are those of the sealed file, and the whole archive can be decoded. */
    record Staged(StagedArchive archive) implements StageArchiveResult {}

    /** The bytes differ from the sealed file, or they are not a restorable archive. */
    record Bad(BackupCopyRecord copy, List<Finding> evidence) implements StageArchiveResult {

        public Bad {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * The copy could not be checked now, which is no evidence against it.
     *
     * @param reason stable code: {@code destination_away}, {@code archived}, {@code no_key}, {@code no_room}, {@code
     *     no_program}, {@code list_too_long} or {@code stopped}
     * @param why the reason with a hint, for a person
     */
    record NotNow(BackupCopyRecord copy, String reason, String why) implements StageArchiveResult {}
}
