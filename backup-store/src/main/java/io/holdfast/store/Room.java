package io.holdfast.store;

/** How much fits. */
public sealed interface Room permits Room.Free, Unavailable {

    /** @param bytes usable by this process */
    record Free(long bytes) implements Room {}
}
