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
public record WriteOptions(Optional<Instant> lockedUntil, Optional<Supplier<Sha256>> checksum) {

    public static final WriteOptions NONE = new WriteOptions(Optional.empty());

    public WriteOptions(Optional<Instant> lockedUntil) {
        this(lockedUntil, Optional.empty());
    }

    /** The same options, with a checksum that the caller computes. */
    public WriteOptions withChecksum(Supplier<Sha256> callers) {
        return new WriteOptions(lockedUntil, Optional.of(callers));
    }
}
