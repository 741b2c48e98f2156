package io.holdfast.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads an object with a recorded length, and at most one byte more. The extra byte shows that the object is longer. A destination that
 * sends bytes without end therefore costs no more than an object of the recorded length.
 */
public final class BoundedInputStream extends FilterInputStream {

    private static final int SCRATCH = 1 << 13;

    private final long limit;
    private long position;

    /** @param recorded length in bytes; the stream ends after {@code recorded + 1} */
    public BoundedInputStream(InputStream in, long recorded) {
        super(in);
        this.limit = recorded == Long.MAX_VALUE ? recorded : recorded + 1;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0 && position == limit) {
            return -1;
        }
        int n = in.read(bytes, offset, (int) Math.min(length, limit - position));
        position += Math.max(n, 0);
        return n;
    }

    @Override
    public long skip(long bytes) throws IOException {
        byte[] scratch = new byte[SCRATCH];
        long left = bytes;
        int n = 0;
        while (left > 0 && n >= 0) {
            n = read(scratch, 0, (int) Math.min(left, SCRATCH));
            left -= Math.max(n, 0);
        }
        return bytes - left;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(in.available(), limit - position);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Whether the object is longer than recorded. */
    public boolean isLonger() {
        return position == limit;
    }
}
