package io.holdfast.store;

/**
 * The storage has not enough space.
 *
 * @param reason for operators, with the known values
 */
public record StorageFull(String reason) implements PutResult, BeginWriteResult, FlushResult, SealArtifactResult {}
