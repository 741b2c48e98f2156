package io.holdfast.store;

import io.holdfast.events.BackupCopyRecord;

/** The result of sealing an artifact. */
public sealed interface SealArtifactResult
        permits SealArtifactResult.Sealed,
                ArtifactNameTakenResult,
                UnsealedArtifactRemovedResult,
                StorageFullResult,
                DestinationUnavailableResult {

    /** The artifact has its final name, durably, and its companions exist. */
    record Sealed(BackupCopyRecord copy) implements SealArtifactResult {}
}
