package io.holdfast.store;

/** The destination does not support this operation. */
public record UnsupportedOperationResult()
        implements ArtifactLockStatusResult, ArchiveClassMoveResult, StorageChecksumCheckResult {}
