package io.holdfast.store;

import io.holdfast.events.Sha256;

/** The answer to reading a stored copy again, from its first byte to its last. */
public sealed interface Rehashed
        permits Rehashed.Hashed, Rehashed.OtherLength, Archived, Missing, Unreadable, Unavailable {

    /** @param bytes really read */
    record Hashed(Key key, long bytes, Sha256 sha256) implements Rehashed {}

    /**
     * Its length is not the expected one, so that the rest was not read.
     *
     * @param bytes length that the destination names, or that was read: one more than expected where the object is longer
     */
    record OtherLength(Key key, long bytes) implements Rehashed {}
}
