package io.holdfast.store;

/** The answer to a wish to end what dead writers began. */
public sealed interface Aborting permits Aborting.Aborted, Unavailable {

    /** @param uploads how many were ended; their parts are gone */
    record Aborted(int uploads) implements Aborting {}
}
