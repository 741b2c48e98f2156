package io.holdfast.store;

/**
 * The storage has not enough space.
 *
 * @param reason for operators, with the known values
 */
public record StorageFullResult(String reason)
        implements StoreCompanionFileResult, BeginWriteResult, FlushArtifactResult, SealArtifactResult {}
