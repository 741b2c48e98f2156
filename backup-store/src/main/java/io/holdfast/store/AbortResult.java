package io.holdfast.store;

/** The result of aborting unfinished uploads. */
public sealed interface AbortResult permits AbortResult.Aborted, DestinationUnavailable {

    /** @param uploads number of aborted uploads, whose parts were deleted */
    record Aborted(int uploads) implements AbortResult {}
}
