package io.holdfast.store;

import java.time.Instant;

/** The state of a single key. */
public sealed interface StatResult
        permits StatResult.There, ArtifactMissing, ArtifactUnreadable, DestinationUnavailable {

    /** @param bytes stored length */
    record There(ObjectKey key, long bytes, Instant modified) implements StatResult {}
}
