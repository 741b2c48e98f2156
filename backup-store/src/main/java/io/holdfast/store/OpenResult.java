package io.holdfast.store;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The result of opening an artifact. */
public sealed interface OpenResult
        permits OpenResult.Opened, ArtifactInArchiveClass, ArtifactMissing, ArtifactUnreadable, DestinationUnavailable {

    /**
     * The artifact can be read. The caller closes the stream.
     *
     * @param stream unbuffered; read it in large pieces
     * @param bytes stored length when it was opened
     * @param version version id of the storage, if it has versioning
     */
    record Opened(
            ObjectKey key,
            InputStream stream,
            long bytes,
            @Nullable String version) implements OpenResult {}
}
