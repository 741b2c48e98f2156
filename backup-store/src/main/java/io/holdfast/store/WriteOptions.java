package io.holdfast.store;

import io.holdfast.events.Sha256;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is known and wished when an artifact is begun.
 *
 * @param lockedUntil nobody shall be able to delete it before; heeded where the destination can lock
 * @param checksum of all bytes, where the caller takes it, as one that writes to several destinations does: once for all of
 *     them. It is read after the last write. Where absent, each destination takes it while the bytes pass.
 */
public record WriteOptions(Optional<Instant> lockedUntil, Optional<Supplier<Sha256>> checksum) {

    public static final WriteOptions NONE = new WriteOptions(Optional.empty());

    public WriteOptions(Optional<Instant> lockedUntil) {
        this(lockedUntil, Optional.empty());
    }

    /** The same, with a checksum that the caller takes. */
    public WriteOptions withChecksum(Supplier<Sha256> callers) {
        return new WriteOptions(lockedUntil, Optional.of(callers));
    }
}
