package io.holdfast.store;

import io.holdfast.events.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Writes bytes to a file, counts them, and hashes them unless the caller does that. Prefer large arrays: each array is one write. */
final class HashingOutputStream extends OutputStream {

    private final FileChannel file;
    private final Path directory;
    private final String destination;
    private final ArtifactChecksumCalculator checksum;
    private volatile long count;

    HashingOutputStream(FileChannel file, Path directory, String destination, ArtifactWriteOptions options) {
        this.file = file;
        this.directory = directory;
        this.destination = destination;
        this.checksum = new ArtifactChecksumCalculator(options);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes; others only read
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer piece = ByteBuffer.wrap(bytes, offset, length);
        try {
            while (piece.hasRemaining()) {
                file.write(piece);
            }
        } catch (IOException e) {
            boolean full = DurableFileSystem.isFull(e, directory);
            throw new StorageWriteException(
                    full
                            ? "no space left at '" + destination + "' after " + count + " bytes"
                            : "writing to '" + destination + "' failed after " + count + " bytes ("
                                    + e.getClass().getSimpleName() + ")",
                    full,
                    e);
        }
        checksum.update(bytes, offset, length);
        count += length;
    }

    long count() {
        return count;
    }

    /** Call this method once, after the last write. */
    Sha256 sha256() {
        return checksum.sha256();
    }
}
