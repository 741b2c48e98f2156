package io.holdfast.store;

/** How much fits. */
public sealed interface FreeSpace permits FreeSpace.Free, DestinationUnavailable {

    /** @param bytes usable by this process */
    record Free(long bytes) implements FreeSpace {}
}
