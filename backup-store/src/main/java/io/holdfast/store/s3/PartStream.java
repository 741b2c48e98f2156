package io.holdfast.store.s3;

import io.holdfast.events.Sha256;
import io.holdfast.store.ArtifactChecksum;
import io.holdfast.store.Rehash;
import io.holdfast.store.StorageException;
import io.holdfast.store.Terms;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Bytes on their way to a bucket, counted in passing, and hashed unless the caller does that. It holds one part, and sends it
 * when it is full.
 */
final class PartStream extends OutputStream {

    private final Upload upload;
    private final Refusal refusal;
    private final ArtifactChecksum checksum;

    /** Taken piece by piece, while the processor's cache still has the bytes. */
    private final MessageDigest partDigest = Rehash.sha256();

    private byte[] part = new byte[PartSizes.of(1)];
    private int filled;
    private volatile long count;

    PartStream(Upload upload, Refusal refusal, Terms terms) {
        this.upload = upload;
        this.refusal = refusal;
        this.checksum = new ArtifactChecksum(terms);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes; others only look
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int taken = 0;
        while (taken < length) {
            int piece = Math.min(length - taken, part.length - filled);
            System.arraycopy(bytes, offset + taken, part, filled, piece);
            partDigest.update(bytes, offset + taken, piece);
            filled += piece;
            taken += piece;
            if (filled == part.length) {
                sendFull();
            }
        }
        checksum.update(bytes, offset, length);
        count += length;
    }

    private void sendFull() throws StorageException {
        try {
            send();
        } catch (SdkException e) {
            throw new StorageException(
                    refusal.sentence(e),
                    Refusal.isFull(e),
                    new IOException(e.getClass().getSimpleName()));
        }
    }

    private void send() {
        upload.part(part, filled, partDigest.digest());
        filled = 0;
        int next = PartSizes.of(upload.partsDone() + 1);
        if (next != part.length) {
            part = new byte[next];
        }
    }

    /** Sends what is left. Throws what the SDK throws. */
    void sendRest() {
        if (filled > 0 || upload.partsDone() == 0) {
            upload.part(part, filled, partDigest.digest());
            filled = 0;
        }
        part = new byte[0];
    }

    long count() {
        return count;
    }

    /** To be called once, after the last write. */
    Sha256 sha256() {
        return checksum.sha256();
    }
}
