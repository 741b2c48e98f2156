package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.Decision.Expire;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What becomes of every stored backup of one database, and why. Showing it is the dry run; carrying it out begins from
 * the very same object.
 *
 * @param id follows from what would go, so that an approval is of exactly that
 * @param stored how many backups of the database have bytes anywhere
 */
public record RetentionPlan(UUID id, DatabaseId database, Instant at, int stored, List<Entry> entries) {

    /** A run that would delete more backups than this, and more than {@link #SHARE}, waits for a person. */
    static final int COUNT = 3;

    /** Percent of a database's stored backups. */
    static final int SHARE = 10;

    /** @param survivors whose existence the decision counts on; empty where it stays */
    public record Entry(Backup backup, Decision decision, List<BackupId> survivors) {

        public boolean expires() {
            return decision instanceof Expire;
        }

        /** Whether the decision is new: not about a backup whose deletion is already announced. */
        boolean isNews() {
            return expires() && !backup.isExpiring();
        }
    }

    /** What would go now, oldest first: should a run be cut short, the oldest are the ones that went. */
    public List<Entry> expiring() {
        return entries.stream()
                .filter(Entry::isNews)
                .sorted(Comparator.comparing(Entry::backup, Backup.NEWEST_FIRST.reversed()))
                .toList();
    }

    /** Whether a person has to see this plan first. */
    public boolean exceedsLimit() {
        return exceedsLimit(expiring().size());
    }

    private boolean exceedsLimit(int expiring) {
        return expiring > COUNT && expiring * 100L > (long) SHARE * stored;
    }

    /**
     * What may be done of it, oldest first.
     *
     * @param approved backups of plans that a person has approved; the rest is measured against the limit by itself, so
     *     that yesterday's approval does not open the door for what has come since
     */
    public List<Entry> permitted(Set<BackupId> approved) {
        List<Entry> all = expiring();
        List<Entry> others = all.stream()
                .filter(entry -> !approved.contains(entry.backup().id()))
                .toList();
        return exceedsLimit(others.size())
                ? all.stream()
                        .filter(entry -> approved.contains(entry.backup().id()))
                        .toList()
                : all;
    }
}
