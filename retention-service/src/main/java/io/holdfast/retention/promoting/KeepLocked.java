package io.holdfast.retention.promoting;

import io.holdfast.events.CopyEvent.CopyLocked;
import io.holdfast.events.CopyEvent.LockMissing;
import io.holdfast.events.CopyRef;
import io.holdfast.events.NameBasedId;
import io.holdfast.retention.expiring.Announcements;
import io.holdfast.retention.expiring.Backup;
import io.holdfast.retention.expiring.Books;
import io.holdfast.retention.expiring.RetentionPlan;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.Transactions;
import io.holdfast.retention.promoting.Vaults.Lock;
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
public final class KeepLocked {

    private final Books books;
    private final Announcements log;
    private final Transactions transactions;
    private final Vaults vaults;

    public KeepLocked(Books books, Announcements log, Transactions transactions, Vaults vaults) {
        this.books = books;
        this.log = log;
        this.transactions = transactions;
        this.vaults = vaults;
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
                    look(entry.backup(), copy, until, without, away);
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

    private static boolean isToBeLocked(Backup backup, StoredCopy copy, Instant until, Instant now, boolean all) {
        Instant known = copy.lockedUntil();
        boolean isKnownToBe = copy.lockMissedUntil() == null && known != null && !known.isBefore(until);
        return copy.isGood() && !backup.isGoing(copy) && now.isBefore(until) && (all || !isKnownToBe);
    }

    private void look(Backup backup, StoredCopy copy, Instant until, Set<String> without, Set<String> away) {
        CopyRef ref = copy.copy().ref();
        Lock lock = vaults.lockOf(ref);
        if (lock instanceof Lock.Read read
                && (read.until() == null || read.until().isBefore(until))) {
            Lock extended = vaults.lock(ref, until);
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

    private boolean write(Backup planned, CopyRef ref, Instant until, @Nullable Instant actual) {
        Backup page = books.page(planned.id()).orElse(planned);
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

    private boolean locked(Backup page, StoredCopy copy, Instant actual) {
        if (actual.equals(copy.lockedUntil()) && copy.lockMissedUntil() == null) {
            return false;
        }
        CopyRef ref = copy.copy().ref();
        CopyLocked event = new CopyLocked(page.id(), page.database(), ref, actual);
        books.save(page.locked(event));
        log.say(
                NameBasedId.of("locked", page.id().toString(), ref.toString(), actual + " " + copy.lockMissedUntil()),
                event);
        return true;
    }

    /** Once for each state: what was said is on the page. */
    private boolean missing(Backup page, StoredCopy copy, Instant until, @Nullable Instant actual) {
        if (until.equals(copy.lockMissedUntil()) && Objects.equals(actual, copy.lockedUntil())) {
            return false;
        }
        CopyRef ref = copy.copy().ref();
        LockMissing event = new LockMissing(page.id(), page.database(), ref, until, actual);
        books.save(page.lockMissed(event));
        log.say(NameBasedId.of("lock-missing", page.id().toString(), ref.toString(), until + " " + actual), event);
        return true;
    }
}
