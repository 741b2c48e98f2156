package io.holdfast.store;

import java.time.Instant;

/** The state of a single key. */
public sealed interface StatArtifactResult
        permits StatArtifactResult.There,
                ArtifactMissingResult,
                ArtifactUnreadableResult,
                DestinationUnavailableResult {

    /** @param bytes stored length */
    record There(ObjectKey key, long bytes, Instant modified) implements StatArtifactResult {}
}
