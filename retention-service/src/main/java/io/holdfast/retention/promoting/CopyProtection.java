package io.holdfast.retention.promoting;

import io.holdfast.events.CopyLocation;
import io.holdfast.events.SealedCopy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a destination can do for a copy beside storing it. Nothing here throws for what storage is known to do. */
public interface CopyProtection {

    /** The answer to a question for, or a wish of, a lock: as the storage says it, read back. */
    sealed interface Lock {
        /** @param until absent where it could be locked and is not */
        record Read(@Nullable Instant until) implements Lock {}

        /** This destination locks nothing, or is not configured to. */
        record NotOffered() implements Lock {}

        /** The copy is there, and the storage says nothing of its lock, or refuses one. */
        record Refused(String why) implements Lock {}

        /** Nothing is known: the destination is away, or the copy is. */
        record Unknown(String why) implements Lock {}
    }

    /** The answer to a wish to move a copy into the archive class. */
    sealed interface Move {
        /** @param copy as it lies now */
        record Moved(SealedCopy copy, String storageClass) implements Move {}

        record NotOffered() implements Move {}

        /** It lies where it lay; tried again. */
        record NotMoved(String why) implements Move {}
    }

    Lock lockOf(CopyLocation copy);

    /** Locks it, or extends its lock; never shortens one. */
    Lock lock(CopyLocation copy, Instant until);

    /** Moving what lies there already succeeds. */
    Move archive(SealedCopy copy);
}
