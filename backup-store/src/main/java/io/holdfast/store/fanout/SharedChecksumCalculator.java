package io.holdfast.store.fanout;

import io.holdfast.events.Sha256;
import io.holdfast.store.RehashArtifact;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calculates the SHA-256 of an artifact once for all destinations by the writing thread. */
final class SharedChecksumCalculator implements Supplier<Sha256> {

    private final MessageDigest digest = RehashArtifact.sha256();
    private volatile @Nullable Sha256 sha256;

    void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    /** Call this method once, after the last byte. */
    void complete() {
        sha256 = Sha256.of(digest.digest());
    }

    /**
     * The checksum of all bytes. Thread-safe.
     *
     * @throws IllegalStateException before {@link #complete()}
     */
    @Override
    public Sha256 get() {
        Sha256 known = sha256;
        if (known == null) {
            throw new IllegalStateException("not all bytes have been written");
        }
        return known;
    }
}
