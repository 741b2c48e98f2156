package io.holdfast.store;

import java.time.Instant;

/** The result of setting or reading a lock, always as read back from the storage. */
public sealed interface ArtifactLockStatusResult
        permits ArtifactLockStatusResult.Locked,
                ArtifactLockStatusResult.Unlocked,
                UnsupportedOperationResult,
                ArtifactMissingResult,
                ArtifactUnreadableResult,
                DestinationUnavailableResult {

    /** @param until nobody can delete the artifact before this time */
    record Locked(ObjectKey key, Instant until) implements ArtifactLockStatusResult {}

    /** The artifact can be locked, but is not. */
    record Unlocked(ObjectKey key) implements ArtifactLockStatusResult {}
}
