package io.holdfast.store;

/** The destination can be read, and the artifact does not exist. This is the only result that proves absence. */
public record ArtifactMissingResult(ObjectKey key)
        implements StatArtifactResult,
                OpenArtifactResult,
                RehashArtifactResult,
                ArtifactLockStatusResult,
                ArchiveClassMoveResult,
                StorageChecksumCheckResult {}
