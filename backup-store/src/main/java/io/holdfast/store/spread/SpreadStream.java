package io.holdfast.store.spread;

import io.holdfast.events.Failure;
import io.holdfast.store.StorageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/** The caller's side of the ring. Here the bytes are hashed and counted, once for all destinations. */
final class SpreadStream extends OutputStream {

    private final Ring ring;
    private final SharedChecksum checksum;
    private final Supplier<Setback> whyBroken;
    private volatile long count;

    SpreadStream(Ring ring, SharedChecksum checksum, Supplier<Setback> whyBroken) {
        this.ring = ring;
        this.checksum = checksum;
        this.whyBroken = whyBroken;
    }

    Ring ring() {
        return ring;
    }

    long count() {
        return count;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes; others only look
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            if (!ring.put(bytes, offset, length)) {
                Setback why = whyBroken.get();
                throw new StorageException(why.message(), why.failure() == Failure.STORAGE_FULL, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped in the middle of writing");
        }
        checksum.update(bytes, offset, length);
        count += length;
    }

    void end() throws InterruptedException {
        checksum.complete();
        ring.end();
    }

    /** Readers stop where they are. */
    void abandon() {
        ring.abandon();
    }
}
