package io.holdfast.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Retention and deletion. An intent to delete is published, read back from the event log, and carried out only if no hold, pin or
 * condemnation precedes it (design 3).
 */
public sealed interface RetentionEvent extends BackupEvent {

    BackupId backup();

    /** Never expire this backup until it is released. */
    record BackupHeld(BackupId backup, DatabaseId database, String by, String reason) implements RetentionEvent {}

    record BackupReleased(BackupId backup, DatabaseId database, String by, String reason) implements RetentionEvent {}

    /**
     * A service reads this backup for a long time. Whichever is first in the partition, the pin or the expiry, takes precedence.
     *
     * @param pin id of this pin
     * @param by the service that reads
     * @param until time at which the pin ends if the reader dies
     */
    record BackupPinned(BackupId backup, DatabaseId database, UUID pin, String by, Instant until)
            implements RetentionEvent {}

    record BackupUnpinned(BackupId backup, DatabaseId database, UUID pin) implements RetentionEvent {}

    /**
     * The intent to delete one copy. Nothing has been deleted yet.
     *
     * @param intent id of the intent
     * @param copy the copy to delete
     * @param last whether the backup has no other copy
     * @param reason from the plan
     * @param survivors the backups that the plan assumes to exist
     */
    record BackupExpiring(
            BackupId backup,
            DatabaseId database,
            UUID intent,
            CopyLocation copy,
            boolean last,
            String reason,
            List<BackupId> survivors)
            implements RetentionEvent {

        public BackupExpiring {
            survivors = List.copyOf(survivors);
        }
    }

    /** An intent was withdrawn; the copy stays. */
    record BackupReinstated(BackupId backup, DatabaseId database, UUID intent, String reason)
            implements RetentionEvent {}

    /** One copy was deleted. */
    record CopyExpired(BackupId backup, DatabaseId database, UUID intent, CopyLocation copy, String reason)
            implements RetentionEvent {}

    /** The last copy was deleted. */
    record BackupExpired(BackupId backup, DatabaseId database, UUID intent, String reason) implements RetentionEvent {}

    /**
     * The backup now represents a week, month or year.
     *
     * @param tier {@code daily}, {@code weekly}, {@code monthly} or {@code yearly}
     */
    record BackupPromoted(
            BackupId backup,
            DatabaseId database,
            String tier,
            @Nullable Instant until) implements RetentionEvent {}
}
