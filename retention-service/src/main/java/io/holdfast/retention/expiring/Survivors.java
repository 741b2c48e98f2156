package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The newest verified backups of one kind of one database, as many as the policy wants to keep: whoever else goes, these
 * are what is left.
 *
 * @param newest newest first, at most {@code minimum}
 */
record Survivors(int minimum, List<Backup> newest) {

    Survivors {
        newest = List.copyOf(newest);
    }

    /** One pass with a queue of {@code minimum} places, so that a million backups are planned in linear time. */
    static Survivors among(Collection<Backup> backups, int minimum) {
        PriorityQueue<Backup> queue = new PriorityQueue<>(minimum + 1, Backup.NEWEST_FIRST.reversed());
        for (Backup backup : backups) {
            if (backup.isSurvivor()
                    && (queue.size() < minimum || Backup.NEWEST_FIRST.compare(backup, queue.element()) < 0)) {
                queue.add(backup);
                if (queue.size() > minimum) {
                    queue.remove();
                }
            }
        }
        return new Survivors(minimum, queue.stream().sorted(Backup.NEWEST_FIRST).toList());
    }

    boolean areEnough() {
        return newest.size() >= minimum;
    }

    boolean areNone() {
        return newest.isEmpty();
    }

    boolean include(Backup backup) {
        for (Backup survivor : newest) {
            if (survivor.id().equals(backup.id())) {
                return true;
            }
        }
        return false;
    }

    boolean areAllOlderThan(Backup backup) {
        return newest.isEmpty() || Backup.NEWEST_FIRST.compare(backup, newest.getFirst()) < 0;
    }

    /** Whether there are enough of them, and each lies at every wanted place and was read again there. */
    boolean areAllProvenAt(List<Place> places) {
        return areEnough() && newest.stream().allMatch(survivor -> isProvenAtAll(survivor, places));
    }

    private static boolean isProvenAtAll(Backup survivor, List<Place> places) {
        return places.stream()
                .filter(Place::isWanted)
                .allMatch(place -> survivor.copies().stream()
                        .anyMatch(copy -> copy.isProven() && copy.destination().equals(place.destination())));
    }

    List<BackupId> ids() {
        return newest.stream().map(Backup::id).toList();
    }
}
