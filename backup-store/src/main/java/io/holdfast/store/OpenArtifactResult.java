package io.holdfast.store;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The result of opening an artifact. */
public sealed interface OpenArtifactResult
        permits OpenArtifactResult.Opened,
                ArchiveClassArtifactResult,
                ArtifactMissingResult,
                ArtifactUnreadableResult,
                DestinationUnavailableResult {

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
            @Nullable String version) implements OpenArtifactResult {}
}
