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

/** How a page changes with what is said about keeping and deleting. */
final class RetentionEventProjection {

    private final BackupRepository repository;
    private final Instant appendedAt;

    RetentionEventProjection(BackupRepository repository, Instant appendedAt) {
        this.repository = repository;
        this.appendedAt = appendedAt;
    }

    UnaryOperator<BackupRecord> of(RetentionEvent event) {
        return page -> switch (event) {
            case BackupHeld e -> page.withHold(new BackupHold(e.by(), e.reason()));
            case BackupReleased e -> page.withHold(null);
            case BackupPinned e -> page.withPin(new BackupPin(e.pin(), e.by(), e.until()));
            case BackupUnpinned e -> page.withoutPin(e.pin());
            case BackupExpiring e -> readBack(page, e);
            case BackupReinstated e -> page.withoutIntent(e.intent());
            case CopyExpired e -> page.withCopy(e.copy(), Condition.EXPIRED).withoutIntent(e.intent());
            case BackupExpired e -> expired(page);
            case BackupPromoted e -> promoted(page, e);
        };
    }

    /** The intent's place in the partition decides: what was heard before it is on the pages now. */
    private BackupRecord readBack(BackupRecord page, BackupExpiring event) {
        if (page.copies().stream().noneMatch(copy -> copy.isThere() && copy.is(event.copy()))) {
            return page.intent(event.intent())
                    .map(open ->
                            page.withIntent(DeletionIntent.readBack(event, open, "the copy was made anew", appendedAt)))
                    .orElse(page);
        }
        List<BackupRecord> countedOn = repository.read(event.survivors());
        String objection = IntentObjections.objection(page, event.survivors(), countedOn, appendedAt)
                .orElse(null);
        DeletionIntent announced = page.intent(event.intent()).orElse(null);
        return page.withIntent(DeletionIntent.readBack(event, announced, objection, appendedAt));
    }

    private static BackupRecord promoted(BackupRecord page, BackupPromoted event) {
        return Tier.parse(event.tier())
                .map(tier -> page.promoted(new Promotion(tier, event.until())))
                .orElse(page);
    }

    static BackupRecord expired(BackupRecord page) {
        return page.in(BackupState.EXPIRED)
                .protectedSince(null)
                .withIntents(List.of())
                .withCopies(page.copies().stream()
                        .map(copy -> copy.in(Condition.EXPIRED))
                        .toList());
    }
}
