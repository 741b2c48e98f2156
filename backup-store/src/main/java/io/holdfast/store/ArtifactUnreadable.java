package io.holdfast.store;

/**
 * The artifact is there and cannot be read: permission, an error of the device, or something that is not a plain file.
 *
 * @param reason for a person; names the key, never a path
 */
public record ArtifactUnreadable(ObjectKey key, String reason)
        implements StatResult, OpenResult, HashResult, LockResult, ArchiveResult, ChecksumAttestation {}
