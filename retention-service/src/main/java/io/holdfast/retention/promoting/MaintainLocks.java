package io.holdfast.retention.promoting;

import io.holdfast.events.CopyEvent.CopyLocked;
import io.holdfast.events.CopyEvent.LockMissing;
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
import io.holdfast.retention.promoting.CopyProtection.Lock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has storages lock every good copy as long as it is to stay, extends locks when a backup is promoted, and says what was read
 * back: that it is locked, or that the lock is missing or too short.
 *
 * <p>The storage is asked before anything is written down, and locking again is harmless: a kill between the two leaves a lock
 * that the next look reads back.
 */
public final class MaintainLocks {

    private final BackupRepository repository;
    private final EventPublisher log;
    private final TransactionRunner transactions;
    private final CopyProtection protection;

    public MaintainLocks(
            BackupRepository repository,
            EventPublisher log,
            TransactionRunner transactions,
            CopyProtection protection) {
        this.repository = repository;
        this.log = log;
        this.transactions = transactions;
        this.protection = protection;
    }

    /**
     * Looks after the locks of one database.
     *
     * @param all also those that were long enough when they were last read; a lock can be taken away by who may
     * @return whether every destination could be asked
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
            // Who may not extend it can still read it back: then that is what is said.
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
        BackupRecord page = repository.find(planned.id()).orElse(planned);
        StoredCopy copy = page.copies().stream()
                .filter(other -> other.is(ref) && other.isGood())
                .findFirst()
                .orElse(null);
        if (copy == null) {
            return false;
        }
        return (actual != null && !actual.isBefore(until))
                ? locked(page, copy, actual)
                : missing(page, copy, until, actual);
    }

    private boolean locked(BackupRecord page, StoredCopy copy, Instant actual) {
        if (actual.equals(copy.lockedUntil()) && copy.lockMissedUntil() == null) {
            return false;
        }
        CopyLocation ref = copy.copy().ref();
        CopyLocked event = new CopyLocked(page.id(), page.database(), ref, actual);
        repository.save(page.locked(event));
        log.publish(
                NameBasedUuid.of("locked", page.id().toString(), ref.toString(), actual + " " + copy.lockMissedUntil()),
                event);
        return true;
    }

    /** Once for each state: what was said is on the page. */
    private boolean missing(BackupRecord page, StoredCopy copy, Instant until, @Nullable Instant actual) {
        if (until.equals(copy.lockMissedUntil()) && Objects.equals(actual, copy.lockedUntil())) {
            return false;
        }
        CopyLocation ref = copy.copy().ref();
        LockMissing event = new LockMissing(page.id(), page.database(), ref, until, actual);
        repository.save(page.lockMissed(event));
        log.publish(
                NameBasedUuid.of("lock-missing", page.id().toString(), ref.toString(), until + " " + actual), event);
        return true;
    }
}
