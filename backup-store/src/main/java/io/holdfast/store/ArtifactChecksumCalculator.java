package io.holdfast.store;

import io.holdfast.events.Sha256;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;

/** Calculates the SHA-256 of an artifact while it is written. It is computed here, unless the caller computes it for all destinations. */
public final class ArtifactChecksumCalculator {

    private final MessageDigest digest = RehashArtifact.sha256();
    private final Optional<Supplier<Sha256>> callers;

    public ArtifactChecksumCalculator(ArtifactWriteOptions options) {
        this.callers = options.checksum();
    }

    /** Call this method for all bytes, in their order. */
    public void update(byte[] bytes, int offset, int length) {
        if (callers.isEmpty()) {
            digest.update(bytes, offset, length);
        }
    }

    /** Call this method once, after the last write. */
    public Sha256 sha256() {
        return callers.map(Supplier::get).orElseGet(() -> Sha256.of(digest.digest()));
    }
}
