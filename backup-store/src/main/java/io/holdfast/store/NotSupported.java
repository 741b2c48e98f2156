package io.holdfast.store;

/** The destination does not support this operation. */
public record NotSupported() implements LockResult, ArchiveResult, ChecksumAttestation {}
