package io.holdfast.restoring.archive;

import io.holdfast.events.Finding;

/** How fetching a copy ended. */
sealed interface Fetched {

    /** All its bytes are here, and are those that were sealed. */
    record Whole() implements Fetched {}

    /** The bytes are others. */
    record Wrong(Finding evidence) implements Fetched {}

    /** @param reason as in {@link Staging.NotNow} */
    record NotFetched(String reason, String why) implements Fetched {}
}
