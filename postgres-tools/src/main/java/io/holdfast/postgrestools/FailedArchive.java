package io.holdfast.postgrestools;

import java.io.IOException;
import java.io.InputStream;

/** An archive that pg_restore did not decode, to be read again. */
public interface FailedArchive {

    /**
     * How pg_restore ended.
     *
     * @param printed bytes that it had written to stdout by then
     */
    record Attempt(int exitCode, long printed) {}

    /**
     * Its bytes, from the beginning.
     *
     * @throws IOException if they cannot be read
     */
    InputStream bytes() throws IOException;

    /**
     * Has pg_restore decode it once more, in the same way.
     *
     * @throws IOException if the archive cannot be read, or pg_restore cannot be started
     */
    Attempt decodeAgain() throws IOException, InterruptedException;

    /** Whether pg_restore finds its way in it; in a pipe it reads on and on. */
    boolean isFile();
}
