package io.holdfast.retention.expiring;

import io.holdfast.events.BackupCopyEvent;
import io.holdfast.events.BackupCopyEvent.BackupCopied;
import io.holdfast.events.BackupCopyEvent.BackupProtected;
import io.holdfast.events.BackupCopyEvent.CopyArchived;
import io.holdfast.events.BackupCopyEvent.CopyFailed;
import io.holdfast.events.BackupCopyEvent.CopyLocked;
import io.holdfast.events.BackupCopyEvent.LockMissing;
import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.CopyLocation;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Applies events about single copies to a record. */
final class CopyEventProjection {

    private CopyEventProjection() {}

    static UnaryOperator<BackupRecord> of(BackupCopyEvent event, Instant time) {
        return record -> switch (event) {
            case BackupCopied e -> copied(record, e.copy());
            case CopyFailed e -> record;
            case CopyArchived e -> archived(record, e);
            case CopyLocked e -> changed(record, e.copy(), copy -> copy.locked(e.until()));
            case BackupProtected e -> record.protectedSince(time);
            case LockMissing e ->
                changed(record, e.copy(), copy -> copy.lockMissed(e.requiredUntil(), e.lockedUntil()));
        };
    }

    static BackupRecord copied(BackupRecord record, BackupCopyRecord copy) {
        return revived(record).withCopies(placed(record.copies(), StoredCopy.present(copy)));
    }

    /**
     * A copy of an expired backup was stored after its expiry. It is not verified, and it ages like any other backup.
     */
    private static BackupRecord revived(BackupRecord record) {
        return record.state() == BackupState.EXPIRED ? record.in(BackupState.COMPLETED) : record;
    }

    private static BackupRecord archived(BackupRecord record, CopyArchived event) {
        StoredCopy moved = record.copies().stream()
                .filter(copy -> copy.isAt(event.copy().ref()))
                .findFirst()
                .orElseGet(() -> StoredCopy.present(event.copy()))
                .archived(event.copy(), event.storageClass());
        return revived(record).withCopies(placed(record.copies(), moved));
    }

    /** A copy at a known location keeps its position in the list, so that the first copy stays the first. */
    private static List<StoredCopy> placed(List<StoredCopy> copies, StoredCopy placed) {
        CopyLocation place = placed.copy().ref();
        return copies.stream().noneMatch(copy -> copy.isAt(place))
                ? Stream.concat(copies.stream(), Stream.of(placed)).toList()
                : copies.stream().map(copy -> copy.isAt(place) ? placed : copy).toList();
    }

    static BackupRecord changed(BackupRecord record, CopyLocation ref, UnaryOperator<StoredCopy> change) {
        return record.withCopies(record.copies().stream()
                .map(copy -> copy.is(ref) ? change.apply(copy) : copy)
                .toList());
    }
}
