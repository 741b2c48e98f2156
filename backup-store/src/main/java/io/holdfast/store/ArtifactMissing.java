package io.holdfast.store;

/** The destination can be read, and the artifact does not exist. This is the only result that proves absence. */
public record ArtifactMissing(ObjectKey key)
        implements StatResult,
                OpenResult,
                HashResult,
                ObjectLockResult,
                ArchiveStorageClassResult,
                ChecksumAttestation {}
