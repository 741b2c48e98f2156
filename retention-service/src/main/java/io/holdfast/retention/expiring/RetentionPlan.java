package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.RetentionDecision.Expire;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What becomes of every stored backup of one database, copy by copy, and why. Showing it is the dry run; carrying it out
 * begins from the very same object.
 *
 * @param id follows from which backups would go, so that an approval is of exactly that
 * @param stored how many backups of the database have bytes anywhere
 * @param survivors the newest verified ones of each kind, which stay whatever their age
 */
public record RetentionPlan(
        UUID id, DatabaseId database, Instant at, int stored, Set<BackupId> survivors, List<Entry> entries) {

    /** A run that would delete more backups than this, and more than {@link #SHARE}, waits for a person. */
    static final int COUNT = 3;

    /** Percent of a database's stored backups. */
    static final int SHARE = 10;

    /**
     * @param tiers that the backup stands for now, shortest first
     * @param copies every stored copy
     * @param decision about the backup as a whole
     * @param survivors whose existence the decision counts on; empty where everything stays
     */
    public record Entry(
            BackupRecord backup,
            List<Tier> tiers,
            List<CopyPlan> copies,
            RetentionDecision decision,
            List<BackupId> survivors) {

        /** Whether every copy of it goes. */
        public boolean expires() {
            return decision instanceof Expire;
        }

        /** Copies that would go and whose deletion is not announced yet. */
        List<CopyPlan> due() {
            return copies.stream().filter(this::isDue).toList();
        }

        private boolean isDue(CopyPlan plan) {
            return plan.expires() && !backup.isGoing(plan.copy());
        }

        private boolean isAnyDue() {
            for (CopyPlan plan : copies) {
                if (isDue(plan)) {
                    return true;
                }
            }
            return false;
        }

        /** Whether no copy that was read again would be left. A copy less of one that lies elsewhere is no loss. */
        boolean isLoss() {
            for (CopyPlan plan : copies) {
                if (!plan.expires() && plan.copy().isProven()) {
                    return false;
                }
            }
            return isAnyDue();
        }
    }

    /** The backups that would be lost now, oldest first: should a run be cut short, the oldest are the ones that went. */
    public List<Entry> expiring() {
        return oldestFirst(Entry::isLoss).toList();
    }

    /** Everything of which a copy would go now, oldest first. */
    List<Entry> due() {
        return oldestFirst(Entry::isAnyDue).toList();
    }

    /** How many copies would go now, those of lost backups included. */
    public int copiesDue() {
        return due().stream().mapToInt(entry -> entry.due().size()).sum();
    }

    private Stream<Entry> oldestFirst(Predicate<Entry> which) {
        return entries.stream()
                .filter(which)
                .sorted(Comparator.comparing(Entry::backup, BackupRecord.NEWEST_FIRST.reversed()));
    }

    /** Whether a person has to see this plan first. */
    public boolean exceedsLimit() {
        return exceedsLimit(expiring().size());
    }

    private boolean exceedsLimit(int expiring) {
        return expiring > COUNT && expiring * 100L > (long) SHARE * stored;
    }

    /**
     * What may be done of it, oldest first. A copy that goes while the backup lies elsewhere, read again there, needs nobody's
     * approval, however many there are: that is how a disk is meant to be relieved.
     *
     * @param approved backups of plans that a person has approved; the rest is measured against the limit by itself, so
     *     that yesterday's approval does not open the door for what has come since
     */
    public List<Entry> permitted(Set<BackupId> approved) {
        long others = expiring().stream()
                .filter(entry -> !approved.contains(entry.backup().id()))
                .count();
        return exceedsLimit((int) others)
                ? due().stream()
                        .filter(entry -> !entry.isLoss()
                                || approved.contains(entry.backup().id()))
                        .toList()
                : due();
    }
}
