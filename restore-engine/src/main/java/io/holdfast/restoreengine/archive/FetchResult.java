package io.holdfast.restoreengine.archive;

import io.holdfast.events.Finding;

/** How fetching a copy ended. */
sealed interface FetchResult {

    /** All its bytes are here, and are those that were sealed. */
    record Whole() implements FetchResult {}

    /** The bytes are others. */
    record Wrong(Finding evidence) implements FetchResult {}

    /** @param reason as in {@link StageArchiveResult.NotNow} */
    record NotFetched(String reason, String why) implements FetchResult {}
}
