package io.holdfast.store;

/** The free space of a destination. */
public sealed interface FreeSpace permits FreeSpace.Free, DestinationUnavailable {

    /** @param bytes usable by this process */
    record Free(long bytes) implements FreeSpace {}
}
