package io.holdfast.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeping and deleting, as a conversation on the log: an intent to delete is published, read back, and carried out only
 * if no hold, pin or condemnation stands before it (design 3).
 */
public sealed interface RetentionEvent extends BackupEvent {

    BackupId backup();

    /** Never expire, until released. */
    record BackupHeld(BackupId backup, DatabaseId database, String by, String reason) implements RetentionEvent {}

    record BackupReleased(BackupId backup, DatabaseId database, String by, String reason) implements RetentionEvent {}

    /**
     * Somebody reads this backup for long; first in the partition wins against an expiry.
     *
     * @param pin id of this reading
     * @param by the service that reads
     * @param until when the pin ends by itself, should the reader die
     */
    record BackupPinned(BackupId backup, DatabaseId database, UUID pin, String by, Instant until)
            implements RetentionEvent {}

    record BackupUnpinned(BackupId backup, DatabaseId database, UUID pin) implements RetentionEvent {}

    /**
     * The intent to delete one copy. Nothing has been deleted yet.
     *
     * @param intent id of the intent
     * @param copy what is to go
     * @param last whether the backup has no other copy
     * @param reason from the plan
     * @param survivors the backups whose existence the plan counts on
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
     * The backup now stands for a week, month or year.
     *
     * @param tier {@code daily}, {@code weekly}, {@code monthly} or {@code yearly}
     */
    record BackupPromoted(
            BackupId backup,
            DatabaseId database,
            String tier,
            @Nullable Instant until) implements RetentionEvent {}
}
