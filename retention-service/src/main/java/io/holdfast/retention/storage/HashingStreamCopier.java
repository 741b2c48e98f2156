package io.holdfast.retention.storage;

import io.holdfast.events.Sha256;
import io.holdfast.retention.copying.ArtifactCopier.Progress;
import io.holdfast.store.BoundedInputStream;
import io.holdfast.store.OpenArtifactResult.Opened;
import io.holdfast.store.StorageWriteException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Copies all bytes of an artifact in one pass, and counts and hashes them. */
final class HashingStreamCopier {

    private static final int PIECE = 1 << 20;

    /** The result of the pass. */
    sealed interface StreamResult {
        record Whole(Sha256 sha256) implements StreamResult {}

        /**
         * The source is longer or shorter than recorded. At most one byte after the recorded length was read.
         *
         * @param bytes length that the destination reported, or that was read
         */
        record OtherLength(long bytes) implements StreamResult {}

        record SourceBroke(String why) implements StreamResult {}

        record TargetBroke(boolean isFull, String why) implements StreamResult {}

        record Stopped() implements StreamResult {}
    }

    private final Progress progress;
    private final CopyRateLimiter pace;

    HashingStreamCopier(Progress progress, CopyRateLimiter pace) {
        this.progress = progress;
        this.pace = pace;
    }

    /** @param recorded length of the source when it was sealed */
    StreamResult through(Opened source, long recorded, OutputStream target) {
        MessageDigest digest = sha256();
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        try (InputStream in = new BoundedInputStream(source.stream(), recorded)) {
            if (source.bytes() != recorded) {
                return new StreamResult.OtherLength(source.bytes());
            }
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
                write(target, piece, n);
                bytes += n;
                if (!progress.passed(bytes)) {
                    return new StreamResult.Stopped();
                }
                pace.keep(bytes);
            }
        } catch (TargetFailure e) {
            return new StreamResult.TargetBroke(e.full, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new StreamResult.SourceBroke(source.key() + " cannot be read after byte " + bytes);
        }
        return bytes == recorded
                ? new StreamResult.Whole(Sha256.of(digest.digest()))
                : new StreamResult.OtherLength(bytes);
    }

    private static void write(OutputStream target, byte[] piece, int n) throws TargetFailure {
        try {
            target.write(piece, 0, n);
        } catch (StorageWriteException e) {
            throw new TargetFailure(e, e.isFull());
        } catch (IOException e) {
            throw new TargetFailure(e, false);
        }
    }

    /** Distinguishes a failed write from a failed read, because both are an IOException. */
    private static final class TargetFailure extends IOException {

        private static final long serialVersionUID = 1L;
        private final boolean full;

        TargetFailure(IOException cause, boolean full) {
            super(cause.getMessage(), cause);
            this.full = full;
        }
    }

    static Sha256 sha256(byte[] bytes) {
        return Sha256.of(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
