package io.holdfast.postgrestools;

import java.io.IOException;
import java.io.InputStream;

/** An archive that pg_restore could not decode, for another attempt. */
public interface UnreadableArchive {

    /**
     * How pg_restore ended.
     *
     * @param printed number of bytes that it had written to stdout
     */
    record Attempt(int exitCode, long printed) {}

    /**
     * The bytes of the archive, from its start.
     *
     * @throws IOException if they cannot be read
     */
    InputStream bytes() throws IOException;

    /**
     * Runs pg_restore again, in the same way.
     *
     * @throws IOException if the archive cannot be read, or pg_restore cannot be started
     */
    Attempt decodeAgain() throws IOException, InterruptedException;

    /** Whether pg_restore can seek in the archive. In a pipe it reads sequentially. */
    boolean isFile();
}
