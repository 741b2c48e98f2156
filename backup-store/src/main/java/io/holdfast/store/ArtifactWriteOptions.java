package io.holdfast.store;

import io.holdfast.events.Sha256;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Options of a new artifact.
 *
 * @param lockedUntil time until which nobody may delete the artifact; used if the destination supports locks
 * @param checksum checksum of all bytes, if the caller computes it, for example once for several destinations. It is read after the last
 * write. If absent, each destination computes it during the write.
 */
public record ArtifactWriteOptions(Optional<Instant> lockedUntil, Optional<Supplier<Sha256>> checksum) {

    public static final ArtifactWriteOptions NONE = new ArtifactWriteOptions(Optional.empty());

    public ArtifactWriteOptions(Optional<Instant> lockedUntil) {
        this(lockedUntil, Optional.empty());
    }

    /** The same options, with a checksum that the caller computes. */
    public ArtifactWriteOptions withChecksum(Supplier<Sha256> callers) {
        return new ArtifactWriteOptions(lockedUntil, Optional.of(callers));
    }
}
