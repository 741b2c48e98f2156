package io.holdfast.store;

import java.io.OutputStream;
import java.util.List;

/**
 * One artifact being written. The caller's order is: {@link #stream()}, then <em>its own check that pg_dump ended with 0</em>,
 * {@link #finish()}, {@link #seal}. A crash anywhere before the end of {@code seal} leaves what {@link Destination#sweep}
 * removes, or a sealed artifact that can be adopted. Used by one thread.
 */
public interface ArtifactWriter extends AutoCloseable {

    ArtifactName name();

    /** Takes the bytes and counts them, and hashes them unless {@link WriteOptions#checksum} is given. Its writes throw {@link StorageWriteException}. Not to be closed. */
    OutputStream stream();

    /** Bytes taken so far; may be asked by any thread. */
    long written();

    /** Makes the bytes durable. Nothing can be written afterwards. */
    FlushResult finish();

    /**
     * Writes the companions and a checksum file over all of them, and then gives the artifact its name. To be called once,
     * after {@link #finish()}.
     *
     * @param companions without the checksum file, which is made here
     */
    SealResult seal(List<Companion> companions);

    /** Gives up: removes what was written, unless it was sealed. Never throws; what cannot be removed now is swept later. */
    @Override
    void close();
}
