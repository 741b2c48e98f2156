package io.holdfast.store;

import java.time.Instant;

/** The answer to a question for, or a wish of, a lock: always as the storage itself says it, read back. */
public sealed interface Locking permits Locking.Locked, Locking.Unlocked, NotOffered, Missing, Unreadable, Unavailable {

    /** @param until nobody can delete the artifact before */
    record Locked(Key key, Instant until) implements Locking {}

    /** It could be locked, and is not. */
    record Unlocked(Key key) implements Locking {}
}
