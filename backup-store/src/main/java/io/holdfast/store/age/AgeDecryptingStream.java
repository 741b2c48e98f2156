package io.holdfast.store.age;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Decrypted bytes, each of them authenticated before it is returned. */
final class AgeDecryptingStream extends InputStream {

    private final ReadableByteChannel channel;
    private final ReadFailureRecordingChannel source;
    private long count;

    AgeDecryptingStream(ReadableByteChannel channel, ReadFailureRecordingChannel source) {
        this.channel = channel;
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            int read = channel.read(ByteBuffer.wrap(bytes, offset, length));
            count += Math.max(0, read);
            return read;
        } catch (IOException | RuntimeException e) {
            source.rethrow();
            throw new AlteredCiphertextException(count, e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
