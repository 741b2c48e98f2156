package io.holdfast.store;

/** The result of aborting unfinished uploads. */
public sealed interface AbortUploadsResult permits AbortUploadsResult.Aborted, DestinationUnavailableResult {

    /** @param uploads number of aborted uploads, whose parts were deleted */
    record Aborted(int uploads) implements AbortUploadsResult {}
}
