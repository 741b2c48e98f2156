package io.holdfast.restoreengine.archive;

import io.holdfast.events.Finding;

/** The result of fetching a copy. */
sealed interface FetchBackupCopyResult {

    /** All bytes were fetched, and they are those of the sealed file. */
    record Whole() implements FetchBackupCopyResult {}

    /** The bytes differ from the sealed file. */
    record Wrong(Finding evidence) implements FetchBackupCopyResult {}

    /** @param reason code as in {@link StageArchiveResult.NotNow} */
    record NotFetched(String reason, String why) implements FetchBackupCopyResult {}
}
