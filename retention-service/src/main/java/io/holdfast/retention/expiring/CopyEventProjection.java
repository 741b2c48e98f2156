package io.holdfast.retention.expiring;

import io.holdfast.events.CopyEvent;
import io.holdfast.events.CopyEvent.BackupCopied;
import io.holdfast.events.CopyEvent.BackupProtected;
import io.holdfast.events.CopyEvent.CopyArchived;
import io.holdfast.events.CopyEvent.CopyFailed;
import io.holdfast.events.CopyEvent.CopyLocked;
import io.holdfast.events.CopyEvent.LockMissing;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.SealedCopy;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** How a page changes with what is said of single copies. */
final class CopyEventProjection {

    private CopyEventProjection() {}

    static UnaryOperator<BackupRecord> of(CopyEvent event, Instant time) {
        return page -> switch (event) {
            case BackupCopied e -> copied(page, e.copy());
            case CopyFailed e -> page;
            case CopyArchived e -> archived(page, e);
            case CopyLocked e -> changed(page, e.copy(), copy -> copy.locked(e.until()));
            case BackupProtected e -> page.protectedSince(time);
            case LockMissing e -> changed(page, e.copy(), copy -> copy.lockMissed(e.requiredUntil(), e.lockedUntil()));
        };
    }

    static BackupRecord copied(BackupRecord page, SealedCopy copy) {
        return revived(page).withCopies(placed(page.copies(), StoredCopy.present(copy)));
    }

    /** Bytes of an expired backup came to lie somewhere after all: nobody has verified them, and they age like any. */
    private static BackupRecord revived(BackupRecord page) {
        return page.state() == BackupState.EXPIRED ? page.in(BackupState.COMPLETED) : page;
    }

    private static BackupRecord archived(BackupRecord page, CopyArchived event) {
        StoredCopy moved = page.copies().stream()
                .filter(copy -> copy.isAt(event.copy().ref()))
                .findFirst()
                .orElseGet(() -> StoredCopy.present(event.copy()))
                .archived(event.copy(), event.storageClass());
        return revived(page).withCopies(placed(page.copies(), moved));
    }

    /** A known place keeps its rank among the copies, so that the first one stays the first. */
    private static List<StoredCopy> placed(List<StoredCopy> copies, StoredCopy placed) {
        CopyLocation place = placed.copy().ref();
        return copies.stream().noneMatch(copy -> copy.isAt(place))
                ? Stream.concat(copies.stream(), Stream.of(placed)).toList()
                : copies.stream().map(copy -> copy.isAt(place) ? placed : copy).toList();
    }

    static BackupRecord changed(BackupRecord page, CopyLocation ref, UnaryOperator<StoredCopy> change) {
        return page.withCopies(page.copies().stream()
                .map(copy -> copy.is(ref) ? change.apply(copy) : copy)
                .toList());
    }
}
