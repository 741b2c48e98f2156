package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.RetentionEvent.BackupExpiring;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The intent to delete one copy, from its announcement until the deletion is carried out or withdrawn.
 *
 * @param last whether the backup has no other copy
 * @param survivors the backups that must exist when the copy is deleted
 * @param objection why the intent must be withdrawn; absent if there is no objection
 * @param announcedAt when the intent was stored, by the local clock; absent if it is known only from the event log
 * @param appendedAt when the intent was appended to the event log, by the broker's clock; absent until it is read back
 */
public record DeletionIntent(
        UUID id,
        CopyLocation copy,
        boolean last,
        String reason,
        List<BackupId> survivors,
        Stage stage,
        @Nullable String objection,
        @Nullable Instant announcedAt,
        @Nullable Instant appendedAt) {

    public enum Stage {
        /** Stored and not yet read back. The events before it in the log are unknown. */
        ANNOUNCED,
        /** Read back. All events before it in the log have been considered. */
        READ_BACK,
        /** The bytes may be deleted at any moment. A new hold is rejected as too late. */
        DELETING
    }

    public DeletionIntent {
        survivors = List.copyOf(survivors);
    }

    static DeletionIntent announced(BackupExpiring event, Instant now) {
        return of(event, Stage.ANNOUNCED, null, now, null);
    }

    private static DeletionIntent of(
            BackupExpiring event,
            Stage stage,
            @Nullable String objection,
            @Nullable Instant announcedAt,
            @Nullable Instant appendedAt) {
        return new DeletionIntent(
                event.intent(),
                event.copy(),
                event.last(),
                event.reason(),
                event.survivors(),
                stage,
                objection,
                announcedAt,
                appendedAt);
    }

    /** The intent as read from the event log, whether or not this catalog contains its announcement. */
    static DeletionIntent readBack(
            BackupExpiring event, @Nullable DeletionIntent announced, @Nullable String objection, Instant appendedAt) {
        Instant announcedAt = announced == null ? null : announced.announcedAt;
        String earlier = announced == null ? null : announced.objection;
        return of(event, Stage.READ_BACK, earlier == null ? objection : earlier, announcedAt, appendedAt);
    }

    /** Adds an objection, so that the intent is withdrawn instead of carried out. An earlier objection is kept. */
    DeletionIntent contested(String because) {
        return objection != null
                ? this
                : new DeletionIntent(id, copy, last, reason, survivors, stage, because, announcedAt, appendedAt);
    }

    DeletionIntent deleting() {
        return new DeletionIntent(
                id, copy, last, reason, survivors, Stage.DELETING, objection, announcedAt, appendedAt);
    }
}
