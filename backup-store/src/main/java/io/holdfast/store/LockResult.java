package io.holdfast.store;

import java.time.Instant;

/** The answer to a question for, or a wish of, a lock: always as the storage itself says it, read back. */
public sealed interface LockResult
        permits LockResult.Locked,
                LockResult.Unlocked,
                NotSupported,
                ArtifactMissing,
                ArtifactUnreadable,
                DestinationUnavailable {

    /** @param until nobody can delete the artifact before */
    record Locked(ObjectKey key, Instant until) implements LockResult {}

    /** It could be locked, and is not. */
    record Unlocked(ObjectKey key) implements LockResult {}
}
