package io.holdfast.retention.promoting;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CopyLocation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes the object locks and archive classes of the destinations. Methods return known storage failures as values and do not
 * throw.
 */
public interface CopyObjectLockClient {

    /** The state of a lock, as read back from the storage. */
    sealed interface Lock {
        /** @param until absent if the destination supports locks but the copy has none */
        record Read(@Nullable Instant until) implements Lock {}

        /** The destination supports no locks, or is not configured to lock. */
        record NotOffered() implements Lock {}

        /** The copy exists, and the storage does not return its lock or refuses to set one. */
        record Refused(String why) implements Lock {}

        /** The state is unknown: the destination is unreachable, or the copy is missing. */
        record Unknown(String why) implements Lock {}
    }

    /** The result of moving a copy into the archive class. */
    sealed interface Move {
        /** @param copy as stored now */
        record Moved(BackupCopyRecord copy, String storageClass) implements Move {}

        record NotOffered() implements Move {}

        /** The copy was not moved; retried later. */
        record NotMoved(String why) implements Move {}
    }

    Lock lockOf(CopyLocation copy);

    /** Locks the copy, or extends its lock. Never shortens a lock. */
    Lock lock(CopyLocation copy, Instant until);

    /** Succeeds for a copy that is already archived. */
    Move archive(BackupCopyRecord copy);
}
