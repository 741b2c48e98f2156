package io.holdfast.retention.expiring;

import io.holdfast.events.KeepingEvent;
import io.holdfast.events.KeepingEvent.BackupExpired;
import io.holdfast.events.KeepingEvent.BackupExpiring;
import io.holdfast.events.KeepingEvent.BackupHeld;
import io.holdfast.events.KeepingEvent.BackupPinned;
import io.holdfast.events.KeepingEvent.BackupPromoted;
import io.holdfast.events.KeepingEvent.BackupReinstated;
import io.holdfast.events.KeepingEvent.BackupReleased;
import io.holdfast.events.KeepingEvent.BackupUnpinned;
import io.holdfast.events.KeepingEvent.CopyExpired;
import io.holdfast.retention.expiring.StoredCopy.Condition;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** How a page changes with what is said about keeping and deleting. */
final class Keeping {

    private final Books books;
    private final Instant appendedAt;

    Keeping(Books books, Instant appendedAt) {
        this.books = books;
        this.appendedAt = appendedAt;
    }

    UnaryOperator<Backup> of(KeepingEvent event) {
        return page -> switch (event) {
            case BackupHeld e -> page.withHold(new Hold(e.by(), e.reason()));
            case BackupReleased e -> page.withHold(null);
            case BackupPinned e -> page.withPin(new Pin(e.pin(), e.by(), e.until()));
            case BackupUnpinned e -> page.withoutPin(e.pin());
            case BackupExpiring e -> readBack(page, e);
            case BackupReinstated e -> page.withoutIntent(e.intent());
            case CopyExpired e -> page.withCopy(e.copy(), Condition.EXPIRED).withoutIntent(e.intent());
            case BackupExpired e -> expired(page);
            case BackupPromoted e -> promoted(page, e);
        };
    }

    /** The intent's place in the partition decides: what was heard before it is on the pages now. */
    private Backup readBack(Backup page, BackupExpiring event) {
        if (page.copies().stream().noneMatch(copy -> copy.isThere() && copy.is(event.copy()))) {
            return page.intent(event.intent())
                    .map(open -> page.withIntent(Intent.readBack(event, open, "the copy was made anew", appendedAt)))
                    .orElse(page);
        }
        List<Backup> countedOn = books.look(event.survivors());
        String objection = Conversation.objection(page, event.survivors(), countedOn, appendedAt)
                .orElse(null);
        Intent announced = page.intent(event.intent()).orElse(null);
        return page.withIntent(Intent.readBack(event, announced, objection, appendedAt));
    }

    private static Backup promoted(Backup page, BackupPromoted event) {
        return Tier.parse(event.tier())
                .map(tier -> page.promoted(new Promotion(tier, event.until())))
                .orElse(page);
    }

    static Backup expired(Backup page) {
        return page.in(State.EXPIRED)
                .protectedSince(null)
                .withIntents(List.of())
                .withCopies(page.copies().stream()
                        .map(copy -> copy.in(Condition.EXPIRED))
                        .toList());
    }
}
