package io.holdfast.store;

import io.holdfast.events.SealedCopy;

/** The answer to a wish to move an artifact into the destination's archive class. */
public sealed interface ArchiveResult
        permits ArchiveResult.Moved, NotSupported, ArtifactMissing, ArtifactUnreadable, DestinationUnavailable {

    /**
     * It lies there now; its companions stay where they can be read.
     *
     * @param copy with the version that a storage with versions has given it
     * @param storageClass as the storage calls it
     */
    record Moved(SealedCopy copy, String storageClass) implements ArchiveResult {}
}
