package io.holdfast.store.age;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Takes plain bytes. What is given up in the middle needs no closing: without its last piece the file opens nowhere. */
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

    /** Writes the last piece, which says that it is the last. The stream below stays open. May be asked again. */
    public void finish() throws IOException {
        if (!finished) {
            finished = true;
            channel.close();
        }
    }

    /** As {@link #finish()}. */
    @Override
    public void close() throws IOException {
        finish();
    }
}
