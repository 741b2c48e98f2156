package io.holdfast.store;

import java.io.OutputStream;
import java.util.List;

/**
 * Writes one artifact. Call {@link #stream()}, then <em>check that pg_dump ended with status 0</em>, then call {@link #finish()} and
 * {@link #seal}. A crash before the end of {@code seal} leaves either files that {@link Destination#sweep} removes, or a sealed artifact
 * that can be adopted. Not thread-safe.
 */
public interface ArtifactWriter extends AutoCloseable {

    ArtifactName name();

    /**
     * Accepts and counts the bytes, and hashes them unless {@link ArtifactWriteOptions#checksum} is set. Writes can throw
     * {@link StorageWriteException}. Do not close it.
     */
    OutputStream stream();

    /** Number of bytes written so far. Thread-safe. */
    long written();

    /** Makes the bytes durable. No writes are possible after this. */
    FlushArtifactResult finish();

    /**
     * Writes the companions and a checksum file for all of them, and then gives the artifact its name. Call it once, after
     * {@link #finish()}.
     *
     * @param companions without the checksum file, which this method creates
     */
    SealArtifactResult seal(List<CompanionFile> companions);

    /** Ends the write, and removes its bytes unless they were sealed. Never throws; a later sweep removes what cannot be removed now. */
    @Override
    void close();
}
