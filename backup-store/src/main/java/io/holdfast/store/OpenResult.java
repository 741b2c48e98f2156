package io.holdfast.store;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The answer to a wish to read. */
public sealed interface OpenResult
        permits OpenResult.Opened, ArtifactArchived, ArtifactMissing, ArtifactUnreadable, DestinationUnavailable {

    /**
     * Ready to be read, by whoever closes the stream.
     *
     * @param stream unbuffered: read it in large pieces
     * @param bytes stored length at opening
     * @param version the storage's own, where it has versions
     */
    record Opened(
            ObjectKey key,
            InputStream stream,
            long bytes,
            @Nullable String version) implements OpenResult {}
}
