package io.holdfast.retention.promoting;

import io.holdfast.events.BackupCopyEvent.CopyArchived;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.EventPublisher;
import io.holdfast.retention.expiring.RetentionPlan;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.RetentionTier;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.TransactionRunner;
import io.holdfast.retention.promoting.CopyObjectLockClient.Move;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Moves copies that are kept for a month or longer into the archive class of their destination, when a restore is
 * unlikely to need them soon.
 *
 * <p>Only proven copies are moved, because an archived copy is not read again for a long time. The newest verified
 * backups are never moved, because a restore uses them. A copy is moved first and recorded then. After a crash between
 * the two, moving it again finds it in its class.
 */
public final class MoveCopiesToArchiveClass {

    private final BackupRepository repository;
    private final EventPublisher log;
    private final TransactionRunner transactions;
    private final CopyObjectLockClient protection;

    public MoveCopiesToArchiveClass(
            BackupRepository repository,
            EventPublisher log,
            TransactionRunner transactions,
            CopyObjectLockClient protection) {
        this.repository = repository;
        this.log = log;
        this.transactions = transactions;
        this.protection = protection;
    }

    /** Returns how many copies were moved. */
    public int run(RetentionPlan plan, RetentionPolicy policy) {
        Set<String> without = new HashSet<>();
        int moved = 0;
        for (Entry entry : plan.entries()) {
            if (isToBeMoved(entry, plan, policy)) {
                for (StoredCopy copy : entry.backup().copies()) {
                    if (policy.isOffSite(copy)
                            && isReady(entry.backup(), copy)
                            && !without.contains(copy.destination())) {
                        moved += move(entry.backup(), copy, without) ? 1 : 0;
                    }
                }
            }
        }
        return moved;
    }

    private static boolean isToBeMoved(Entry entry, RetentionPlan plan, RetentionPolicy policy) {
        BackupRecord backup = entry.backup();
        return (entry.tiers().contains(RetentionTier.MONTHLY) || entry.tiers().contains(RetentionTier.YEARLY))
                && !plan.at().isBefore(readableUntil(entry, policy))
                && backup.hold() == null
                && !backup.isPinned(plan.at())
                && !plan.survivors().contains(backup.id());
    }

    /** The configured age; otherwise the end of the daily and weekly time, for which copies are kept readable. */
    private static Instant readableUntil(Entry entry, RetentionPolicy policy) {
        Duration after = policy.tiering().archiveAfter();
        return after != null
                ? entry.backup().takenAt().plus(after)
                : policy.endOf(
                        entry.backup(),
                        entry.tiers().contains(RetentionTier.WEEKLY) ? List.of(RetentionTier.WEEKLY) : List.of());
    }

    private static boolean isReady(BackupRecord backup, StoredCopy copy) {
        return copy.isProven() && copy.storageClass() == null && !backup.isGoing(copy);
    }

    private boolean move(BackupRecord backup, StoredCopy copy, Set<String> without) {
        return switch (protection.archive(copy.copy())) {
            case Move.Moved moved ->
                transactions.inOne(() -> write(backup, copy.copy().ref(), moved));
            case Move.NotOffered none -> {
                without.add(copy.destination());
                yield false;
            }
            case Move.NotMoved no -> false;
        };
    }

    private boolean write(BackupRecord planned, CopyLocation former, Move.Moved moved) {
        BackupRecord record = repository.find(planned.id()).orElse(planned);
        boolean isStillThat = record.copies().stream()
                .anyMatch(copy -> copy.is(former) && copy.isGood() && copy.storageClass() == null);
        if (!isStillThat) {
            return false;
        }
        CopyArchived event = new CopyArchived(record.id(), record.database(), moved.copy(), moved.storageClass());
        repository.save(record.archived(event));
        log.publish(
                NameBasedUuid.of(
                        "archived", record.id().toString(), moved.copy().ref().toString(), moved.storageClass()),
                event);
        return true;
    }
}
