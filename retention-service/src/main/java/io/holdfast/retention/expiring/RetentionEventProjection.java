package io.holdfast.retention.expiring;

import io.holdfast.events.RetentionEvent;
import io.holdfast.events.RetentionEvent.BackupExpired;
import io.holdfast.events.RetentionEvent.BackupExpiring;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.RetentionEvent.BackupPinned;
import io.holdfast.events.RetentionEvent.BackupPromoted;
import io.holdfast.events.RetentionEvent.BackupReinstated;
import io.holdfast.events.RetentionEvent.BackupReleased;
import io.holdfast.events.RetentionEvent.BackupUnpinned;
import io.holdfast.events.RetentionEvent.CopyExpired;
import io.holdfast.retention.expiring.StoredCopy.Condition;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Applies events about holds, pins and deletions to a record. */
final class RetentionEventProjection {

    private final BackupRepository repository;
    private final Instant appendedAt;

    RetentionEventProjection(BackupRepository repository, Instant appendedAt) {
        this.repository = repository;
        this.appendedAt = appendedAt;
    }

    UnaryOperator<BackupRecord> of(RetentionEvent event) {
        return record -> switch (event) {
            case BackupHeld e -> record.withHold(new BackupHold(e.by(), e.reason()));
            case BackupReleased e -> record.withHold(null);
            case BackupPinned e -> record.withPin(new BackupPin(e.pin(), e.by(), e.until()));
            case BackupUnpinned e -> record.withoutPin(e.pin());
            case BackupExpiring e -> readBack(record, e);
            case BackupReinstated e -> record.withoutIntent(e.intent());
            case CopyExpired e -> record.withCopy(e.copy(), Condition.EXPIRED).withoutIntent(e.intent());
            case BackupExpired e -> expired(record);
            case BackupPromoted e -> promoted(record, e);
        };
    }

    /** The position of the intent in the partition decides. The records already contain all events before it. */
    private BackupRecord readBack(BackupRecord record, BackupExpiring event) {
        if (record.copies().stream().noneMatch(copy -> copy.isThere() && copy.is(event.copy()))) {
            return record.intent(event.intent())
                    .map(open -> record.withIntent(
                            DeletionIntent.readBack(event, open, "the copy was replaced", appendedAt)))
                    .orElse(record);
        }
        List<BackupRecord> countedOn = repository.read(event.survivors());
        String objection = DeletionIntentCheck.objection(record, event.survivors(), countedOn, appendedAt)
                .orElse(null);
        DeletionIntent announced = record.intent(event.intent()).orElse(null);
        return record.withIntent(DeletionIntent.readBack(event, announced, objection, appendedAt));
    }

    private static BackupRecord promoted(BackupRecord record, BackupPromoted event) {
        return RetentionTier.parse(event.tier())
                .map(tier -> record.promoted(new TierPromotion(tier, event.until())))
                .orElse(record);
    }

    static BackupRecord expired(BackupRecord record) {
        return record.in(BackupState.EXPIRED)
                .protectedSince(null)
                .withIntents(List.of())
                .withCopies(record.copies().stream()
                        .map(copy -> copy.in(Condition.EXPIRED))
                        .toList());
    }
}
