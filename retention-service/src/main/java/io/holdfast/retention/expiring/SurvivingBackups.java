package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The newest verified backups of one kind of one database, as many as the policy requires. They remain after all
 * planned deletions.
 *
 * @param newest newest first, at most {@code minimum}
 */
record SurvivingBackups(int minimum, List<BackupRecord> newest) {

    SurvivingBackups {
        newest = List.copyOf(newest);
    }

    /** One pass with a queue of {@code minimum} entries, so that planning a million backups takes linear time. */
    static SurvivingBackups among(Collection<BackupRecord> backups, int minimum) {
        PriorityQueue<BackupRecord> queue = new PriorityQueue<>(minimum + 1, BackupRecord.NEWEST_FIRST.reversed());
        for (BackupRecord backup : backups) {
            if (backup.isSurvivor()
                    && (queue.size() < minimum || BackupRecord.NEWEST_FIRST.compare(backup, queue.element()) < 0)) {
                queue.add(backup);
                if (queue.size() > minimum) {
                    queue.remove();
                }
            }
        }
        return new SurvivingBackups(
                minimum, queue.stream().sorted(BackupRecord.NEWEST_FIRST).toList());
    }

    boolean areEnough() {
        return newest.size() >= minimum;
    }

    boolean areNone() {
        return newest.isEmpty();
    }

    boolean include(BackupRecord backup) {
        for (BackupRecord survivor : newest) {
            if (survivor.id().equals(backup.id())) {
                return true;
            }
        }
        return false;
    }

    boolean areAllOlderThan(BackupRecord backup) {
        return newest.isEmpty() || BackupRecord.NEWEST_FIRST.compare(backup, newest.getFirst()) < 0;
    }

    /** Whether there are enough of them, and each has a proven copy at every wanted destination. */
    boolean areAllProvenAt(List<RetentionPolicyDestination> destinations) {
        return areEnough() && newest.stream().allMatch(survivor -> isProvenAtAll(survivor, destinations));
    }

    private static boolean isProvenAtAll(BackupRecord survivor, List<RetentionPolicyDestination> destinations) {
        return destinations.stream()
                .filter(RetentionPolicyDestination::isWanted)
                .allMatch(destination -> survivor.copies().stream()
                        .anyMatch(copy -> copy.isProven() && copy.destination().equals(destination.destination())));
    }

    List<BackupId> ids() {
        return newest.stream().map(BackupRecord::id).toList();
    }
}
