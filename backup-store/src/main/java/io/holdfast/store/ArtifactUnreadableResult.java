package io.holdfast.store;

/**
 * The artifact exists but cannot be read: permissions, a device error, or not a regular file.
 *
 * @param reason for operators; contains the key, never a path
 */
public record ArtifactUnreadableResult(ObjectKey key, String reason)
        implements StatArtifactResult,
                OpenArtifactResult,
                RehashArtifactResult,
                ArtifactLockStatusResult,
                ArchiveClassMoveResult,
                StorageChecksumCheckResult {}
