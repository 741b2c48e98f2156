package io.holdfast.store;

import java.time.Instant;

/** The result of setting or reading a lock, always as read back from the storage. */
public sealed interface ObjectLockResult
        permits ObjectLockResult.Locked,
                ObjectLockResult.Unlocked,
                OperationNotSupported,
                ArtifactMissing,
                ArtifactUnreadable,
                DestinationUnavailable {

    /** @param until nobody can delete the artifact before this time */
    record Locked(ObjectKey key, Instant until) implements ObjectLockResult {}

    /** The artifact can be locked, but is not. */
    record Unlocked(ObjectKey key) implements ObjectLockResult {}
}
