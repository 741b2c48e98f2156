package io.holdfast.store;

/** The result of visiting all files one by one. */
public sealed interface WalkStoredFilesResult permits WalkStoredFilesResult.Walked, DestinationUnavailableResult {

    /** @param files number of visited files */
    record Walked(long files) implements WalkStoredFilesResult {}
}
