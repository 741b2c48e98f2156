package io.holdfast.store;

/** The answer to a wish to end what dead writers began. */
public sealed interface AbortResult permits AbortResult.Aborted, DestinationUnavailable {

    /** @param uploads how many were ended; their parts are gone */
    record Aborted(int uploads) implements AbortResult {}
}
