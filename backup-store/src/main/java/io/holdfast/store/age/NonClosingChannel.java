package io.holdfast.store.age;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Adapts a stream to a channel that does not close it, because its owner still uses it. */
final class NonClosingChannel implements WritableByteChannel {

    private final OutputStream out;
    private boolean open = true;

    NonClosingChannel(OutputStream out) {
        this.out = out;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        if (bytes.hasArray()) {
            out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
            bytes.position(bytes.limit());
        } else {
            byte[] piece = new byte[length];
            bytes.get(piece);
            out.write(piece);
        }
        return length;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
