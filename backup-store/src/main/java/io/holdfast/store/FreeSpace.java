package io.holdfast.store;

/** The free space of a destination. */
public sealed interface FreeSpace permits FreeSpace.Free, DestinationUnavailableResult {

    /** @param bytes usable by this process */
    record Free(long bytes) implements FreeSpace {}
}
