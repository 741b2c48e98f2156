package io.holdfast.store;

import io.holdfast.events.BackupCopyRecord;

/** The result of moving an artifact into the destination's archive class. */
public sealed interface ArchiveClassMoveResult
        permits ArchiveClassMoveResult.Moved,
                UnsupportedOperationResult,
                ArtifactMissingResult,
                ArtifactUnreadableResult,
                DestinationUnavailableResult {

    /**
     * The artifact was moved. Its companions stay in the former class, where they can be read.
     *
     * @param copy with the version that a storage with versioning has assigned
     * @param storageClass the storage's name of the class
     */
    record Moved(BackupCopyRecord copy, String storageClass) implements ArchiveClassMoveResult {}
}
