package io.holdfast.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known and wished when an artifact is begun.
 *
 * @param lockedUntil nobody shall be able to delete it before; heeded where the destination can lock
 */
public record Terms(Optional<Instant> lockedUntil) {

    public static final Terms NONE = new Terms(Optional.empty());
}
