package io.holdfast.retention.promoting;

import io.holdfast.events.BackupCopyEvent.CopyLocked;
import io.holdfast.events.BackupCopyEvent.LockMissing;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.EventPublisher;
import io.holdfast.retention.expiring.RetentionPlan;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.TransactionRunner;
import io.holdfast.retention.promoting.CopyObjectLockClient.Lock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Locks every good copy for as long as it is to be kept, extends the lock after a promotion, and publishes what was
 * read back: that the copy is locked, or that the lock is missing or too short.
 *
 * <p>The storage is changed before the record is. Locking again is harmless: after a crash between the two, the next
 * round reads the lock back.
 */
public final class MaintainObjectLocks {

    private final BackupRepository repository;
    private final EventPublisher log;
    private final TransactionRunner transactions;
    private final CopyObjectLockClient protection;

    public MaintainObjectLocks(
            BackupRepository repository,
            EventPublisher log,
            TransactionRunner transactions,
            CopyObjectLockClient protection) {
        this.repository = repository;
        this.log = log;
        this.transactions = transactions;
        this.protection = protection;
    }

    /**
     * Checks the locks of one database.
     *
     * @param all whether to include locks that were long enough when last read; an administrator may remove a lock
     * @return whether every destination was reachable
     */
    public boolean run(RetentionPlan plan, RetentionPolicy policy, boolean all) {
        Set<String> without = new HashSet<>();
        Set<String> away = new HashSet<>();
        for (Entry entry : plan.entries()) {
            Instant until = roundedUp(policy.endOf(entry.backup(), entry.tiers()));
            for (StoredCopy copy : entry.backup().copies()) {
                boolean isAsked = !without.contains(copy.destination()) && !away.contains(copy.destination());
                if (isAsked && isToBeLocked(entry.backup(), copy, until, plan.at(), all)) {
                    check(entry.backup(), copy, until, without, away);
                }
            }
        }
        return away.isEmpty();
    }

    /** Storages keep whole seconds. */
    private static Instant roundedUp(Instant instant) {
        Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(instant) ? second : second.plusSeconds(1);
    }

    private static boolean isToBeLocked(BackupRecord backup, StoredCopy copy, Instant until, Instant now, boolean all) {
        Instant known = copy.lockedUntil();
        boolean isKnownToBe = copy.lockMissedUntil() == null && known != null && !known.isBefore(until);
        return copy.isGood() && !backup.isGoing(copy) && now.isBefore(until) && (all || !isKnownToBe);
    }

    private void check(BackupRecord backup, StoredCopy copy, Instant until, Set<String> without, Set<String> away) {
        CopyLocation ref = copy.copy().ref();
        Lock lock = protection.lockOf(ref);
        if (lock instanceof Lock.Read read
                && (read.until() == null || read.until().isBefore(until))) {
            Lock extended = protection.lock(ref, until);
            // Without the permission to extend a lock, the lock is still read back, and that result is published.
            lock = extended instanceof Lock.Read || extended instanceof Lock.Unknown ? extended : lock;
        }
        switch (lock) {
            case Lock.Read read -> transactions.inOne(() -> write(backup, ref, until, read.until()));
            case Lock.Refused refused -> transactions.inOne(() -> write(backup, ref, until, null));
            case Lock.NotOffered none -> without.add(copy.destination());
            case Lock.Unknown unknown -> away.add(copy.destination());
        }
    }

    private boolean write(BackupRecord planned, CopyLocation ref, Instant until, @Nullable Instant actual) {
        BackupRecord record = repository.find(planned.id()).orElse(planned);
        StoredCopy copy = record.copies().stream()
                .filter(other -> other.is(ref) && other.isGood())
                .findFirst()
                .orElse(null);
        if (copy == null) {
            return false;
        }
        return (actual != null && !actual.isBefore(until))
                ? locked(record, copy, actual)
                : missing(record, copy, until, actual);
    }

    private boolean locked(BackupRecord record, StoredCopy copy, Instant actual) {
        if (actual.equals(copy.lockedUntil()) && copy.lockMissedUntil() == null) {
            return false;
        }
        CopyLocation ref = copy.copy().ref();
        CopyLocked event = new CopyLocked(record.id(), record.database(), ref, actual);
        repository.save(record.locked(event));
        log.publish(
                NameBasedUuid.of(
                        "locked", record.id().toString(), ref.toString(), actual + " " + copy.lockMissedUntil()),
                event);
        return true;
    }

    /** Publishes each state once: the record contains the last published one. */
    private boolean missing(BackupRecord record, StoredCopy copy, Instant until, @Nullable Instant actual) {
        if (until.equals(copy.lockMissedUntil()) && Objects.equals(actual, copy.lockedUntil())) {
            return false;
        }
        CopyLocation ref = copy.copy().ref();
        LockMissing event = new LockMissing(record.id(), record.database(), ref, until, actual);
        repository.save(record.lockMissed(event));
        log.publish(
                NameBasedUuid.of("lock-missing", record.id().toString(), ref.toString(), until + " " + actual), event);
        return true;
    }
}
