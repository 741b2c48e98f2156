package io.holdfast.store;

import io.holdfast.events.Sha256;
import org.jspecify.annotations.Nullable;

/** The answer to reading a stored copy again, from its first byte to its last. */
public sealed interface HashResult
        permits HashResult.Hashed,
                HashResult.OtherLength,
                ArtifactArchived,
                ArtifactMissing,
                ArtifactUnreadable,
                DestinationUnavailable {

    /**
     * @param bytes really read
     * @param version that was read, where the storage has versions
     */
    record Hashed(
            ObjectKey key,
            long bytes,
            Sha256 sha256,
            @Nullable String version) implements HashResult {

        public Hashed(ObjectKey key, long bytes, Sha256 sha256) {
            this(key, bytes, sha256, null);
        }
    }

    /**
     * Its length is not the expected one, so that the rest was not read.
     *
     * @param bytes length that the destination names, or that was read: one more than expected where the object is longer
     */
    record OtherLength(ObjectKey key, long bytes) implements HashResult {}
}
