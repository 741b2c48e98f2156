package io.holdfast.store;

/** The destination can be read, and there is no such artifact. This, and only this, is evidence of absence. */
public record ArtifactMissing(ObjectKey key)
        implements StatResult, OpenResult, HashResult, LockResult, ArchiveResult, ChecksumAttestation {}
