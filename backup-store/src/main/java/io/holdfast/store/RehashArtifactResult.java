package io.holdfast.store;

import io.holdfast.events.Sha256;
import org.jspecify.annotations.Nullable;

/** The result of reading a stored copy from its first byte to its last. */
public sealed interface RehashArtifactResult
        permits RehashArtifactResult.Hashed,
                RehashArtifactResult.OtherLength,
                ArchiveClassArtifactResult,
                ArtifactMissingResult,
                ArtifactUnreadableResult,
                DestinationUnavailableResult {

    /**
     * @param bytes number of bytes read
     * @param version version that was read, if the storage has versioning
     */
    record Hashed(
            ObjectKey key,
            long bytes,
            Sha256 sha256,
            @Nullable String version) implements RehashArtifactResult {

        public Hashed(ObjectKey key, long bytes, Sha256 sha256) {
            this(key, bytes, sha256, null);
        }
    }

    /**
     * The copy does not have the expected length, so the rest was not read.
     *
     * @param bytes length that the destination reports, or that was read: one more than expected if the object is longer
     */
    record OtherLength(ObjectKey key, long bytes) implements RehashArtifactResult {}
}
