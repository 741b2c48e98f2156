package io.holdfast.store;

import io.holdfast.events.Sha256;

/** The result of making the bytes durable. */
public sealed interface FlushArtifactResult
        permits FlushArtifactResult.Durable, StorageFullResult, DestinationUnavailableResult {

    /**
     * All bytes are on stable storage, still without their final name. The checksum was computed during the write, here or by the caller.
     */
    record Durable(long bytes, Sha256 sha256) implements FlushArtifactResult {}
}
