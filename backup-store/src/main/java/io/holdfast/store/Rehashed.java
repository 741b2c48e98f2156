package io.holdfast.store;

import io.holdfast.events.Sha256;

/** The answer to reading a stored copy again, from its first byte to its last. */
public sealed interface Rehashed permits Rehashed.Hashed, Archived, Missing, Unreadable, Unavailable {

    /** @param bytes really read */
    record Hashed(Key key, long bytes, Sha256 sha256) implements Rehashed {}
}
