package io.holdfast.store;

/** The destination does not support this operation. */
public record OperationNotSupported() implements ObjectLockResult, ArchiveStorageClassResult, ChecksumAttestation {}
