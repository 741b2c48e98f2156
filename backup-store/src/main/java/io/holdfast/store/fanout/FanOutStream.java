package io.holdfast.store.fanout;

import io.holdfast.events.FailureReason;
import io.holdfast.store.StorageWriteException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/** The writer's side of the ring buffer. It hashes and counts the bytes once for all destinations. */
final class FanOutStream extends OutputStream {

    private final BroadcastBuffer buffer;
    private final SharedChecksumCalculator checksum;
    private final Supplier<DestinationWriteFailure> whyBroken;
    private volatile long count;

    FanOutStream(
            BroadcastBuffer buffer, SharedChecksumCalculator checksum, Supplier<DestinationWriteFailure> whyBroken) {
        this.buffer = buffer;
        this.checksum = checksum;
        this.whyBroken = whyBroken;
    }

    BroadcastBuffer buffer() {
        return buffer;
    }

    long count() {
        return count;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes; others only read
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            if (!buffer.put(bytes, offset, length)) {
                DestinationWriteFailure why = whyBroken.get();
                throw new StorageWriteException(why.message(), why.failure() == FailureReason.STORAGE_FULL, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while writing");
        }
        checksum.update(bytes, offset, length);
        count += length;
    }

    void end() throws InterruptedException {
        checksum.complete();
        buffer.end();
    }

    /** Stops all readers immediately. */
    void abandon() {
        buffer.abandon();
    }
}
