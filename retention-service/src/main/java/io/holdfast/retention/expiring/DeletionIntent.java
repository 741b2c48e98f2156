package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.RetentionEvent.BackupExpiring;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The intent to delete one copy, from its announcement until it is carried out or withdrawn.
 *
 * @param last whether the backup has no other copy
 * @param survivors the backups whose existence the plan counts on
 * @param objection why it must be withdrawn; absent while nothing speaks against it
 * @param announcedAt by the local clock, when it was written down; absent where it is known from the log alone
 * @param appendedAt by the broker's clock, when it was appended to the log; absent until it is read back
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
        /** Written down and on its way to the log; nothing is known about what stands before it there. */
        ANNOUNCED,
        /** Read back; what stood before it has been considered. */
        READ_BACK,
        /** The catalogue says that the bytes may go any moment: a hold that comes now is told that it is too late. */
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

    /** As the log has it, whether or not this catalogue remembers having announced it. */
    static DeletionIntent readBack(
            BackupExpiring event, @Nullable DeletionIntent announced, @Nullable String objection, Instant appendedAt) {
        Instant announcedAt = announced == null ? null : announced.announcedAt;
        String earlier = announced == null ? null : announced.objection;
        return of(event, Stage.READ_BACK, earlier == null ? objection : earlier, announcedAt, appendedAt);
    }

    /** Withdraws it as soon as somebody comes to carry it out; the first objection stands. */
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
