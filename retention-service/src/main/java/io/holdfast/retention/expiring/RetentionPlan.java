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
 * The decisions about all stored backups of one database, copy by copy, with reasons. The dry run shows this object,
 * and expiry carries out the same object.
 *
 * @param id derived from the backups that would be deleted, so that an approval covers exactly these
 * @param stored number of backups of the database with bytes at any destination
 * @param survivors the newest verified backups of each kind, which are kept at any age
 */
public record RetentionPlan(
        UUID id, DatabaseId database, Instant at, int stored, Set<BackupId> survivors, List<Entry> entries) {

    /** A run that would delete more backups than this, and more than {@link #SHARE}, requires an approval. */
    static final int COUNT = 3;

    /** Percent of a database's stored backups. */
    static final int SHARE = 10;

    /**
     * @param tiers that the backup represents now, shortest first
     * @param copies all stored copies
     * @param decision about the backup as a whole
     * @param survivors backups that the decision relies on; empty if every copy is kept
     */
    public record Entry(
            BackupRecord backup,
            List<RetentionTier> tiers,
            List<CopyRetentionDecision> copies,
            RetentionDecision decision,
            List<BackupId> survivors) {

        /** Whether all copies expire. */
        public boolean expires() {
            return decision instanceof Expire;
        }

        /** Copies to delete whose deletion is not announced yet. */
        List<CopyRetentionDecision> due() {
            return copies.stream().filter(this::isDue).toList();
        }

        private boolean isDue(CopyRetentionDecision plan) {
            return plan.expires() && !backup.isGoing(plan.copy());
        }

        private boolean isAnyDue() {
            for (CopyRetentionDecision plan : copies) {
                if (isDue(plan)) {
                    return true;
                }
            }
            return false;
        }

        /** Whether no proven copy would be left. Deleting a copy while another proven one exists is no loss. */
        boolean isLoss() {
            for (CopyRetentionDecision plan : copies) {
                if (!plan.expires() && plan.copy().isProven()) {
                    return false;
                }
            }
            return isAnyDue();
        }
    }

    /** The backups that would be lost now, oldest first, so that an interrupted run has deleted the oldest. */
    public List<Entry> expiring() {
        return oldestFirst(Entry::isLoss).toList();
    }

    /** All backups of which a copy would be deleted now, oldest first. */
    List<Entry> due() {
        return oldestFirst(Entry::isAnyDue).toList();
    }

    /** Number of copies to delete now, including those of lost backups. */
    public int copiesDue() {
        return due().stream().mapToInt(entry -> entry.due().size()).sum();
    }

    private Stream<Entry> oldestFirst(Predicate<Entry> which) {
        return entries.stream()
                .filter(which)
                .sorted(Comparator.comparing(Entry::backup, BackupRecord.NEWEST_FIRST.reversed()));
    }

    /** Whether the plan requires an approval. */
    public boolean exceedsLimit() {
        return exceedsLimit(expiring().size());
    }

    private boolean exceedsLimit(int expiring) {
        return expiring > COUNT && expiring * 100L > (long) SHARE * stored;
    }

    /**
     * The permitted part of the plan, oldest first. Deleting a copy needs no approval if the backup has a proven copy
     * elsewhere: this is the normal way to free space on a disk.
     *
     * @param approved backups of approved plans; the others are measured against the limit separately, so that an
     *     earlier approval does not cover backups that became due later
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
