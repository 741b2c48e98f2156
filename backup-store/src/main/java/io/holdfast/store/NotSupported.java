package io.holdfast.store;

/** This destination has no such thing. */
public record NotSupported() implements LockResult, ArchiveResult, ChecksumAttestation {}
