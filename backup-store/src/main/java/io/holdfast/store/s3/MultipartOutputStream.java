package io.holdfast.store.s3;

import io.holdfast.events.Sha256;
import io.holdfast.store.ArtifactChecksumCalculator;
import io.holdfast.store.ArtifactWriteOptions;
import io.holdfast.store.RehashArtifact;
import io.holdfast.store.StorageWriteException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Writes bytes to a bucket, counts them, and hashes them unless the caller does that. It keeps one part in memory, and sends the part when
 * it is full.
 */
final class MultipartOutputStream extends OutputStream {

    private final S3MultipartUpload upload;
    private final S3ErrorTranslator s3ErrorTranslator;
    private final ArtifactChecksumCalculator checksum;

    /** Updated in pieces while the bytes are still in the processor's cache. */
    private final MessageDigest partDigest = RehashArtifact.sha256();

    private byte[] part = new byte[UploadPartSizeCalculator.of(1)];
    private int filled;
    private volatile long count;

    MultipartOutputStream(S3MultipartUpload upload, S3ErrorTranslator s3ErrorTranslator, ArtifactWriteOptions options) {
        this.upload = upload;
        this.s3ErrorTranslator = s3ErrorTranslator;
        this.checksum = new ArtifactChecksumCalculator(options);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes; others only read
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

    private void sendFull() throws StorageWriteException {
        try {
            send();
        } catch (SdkException e) {
            throw new StorageWriteException(
                    s3ErrorTranslator.sentence(e),
                    S3ErrorTranslator.isFull(e),
                    new IOException(e.getClass().getSimpleName()));
        }
    }

    private void send() {
        upload.part(part, filled, partDigest.digest());
        filled = 0;
        int next = UploadPartSizeCalculator.of(upload.partsDone() + 1);
        if (next != part.length) {
            part = new byte[next];
        }
    }

    /** Sends the last part. Throws the SDK's exceptions. */
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

    /** Call this method once, after the last write. */
    Sha256 sha256() {
        return checksum.sha256();
    }
}
