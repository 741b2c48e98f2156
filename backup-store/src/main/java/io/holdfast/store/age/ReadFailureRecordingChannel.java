package io.holdfast.store.age;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/** The encrypted bytes. It records a read failure, which says nothing about the bytes. */
final class ReadFailureRecordingChannel implements ReadableByteChannel {

    private final InputStream in;
    private boolean open = true;
    private @Nullable IOException failure;

    ReadFailureRecordingChannel(InputStream in) {
        this.in = in;
    }

    /** Fills the buffer, except at the end of the data. */
    @Override
    public int read(ByteBuffer bytes) throws IOException {
        try {
            byte[] piece = in.readNBytes(bytes.remaining());
            bytes.put(piece);
            return piece.length == 0 ? -1 : piece.length;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    void rethrow() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        in.close();
    }
}
