package io.holdfast.retention.storage;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import java.time.Instant;
import java.util.List;

/**
 * The destinations held against the books.
 *
 * @param troubles destinations that could not be read, in words; nothing is concluded about what lies there
 * @param orphans files that nobody knows; reported and never touched
 * @param unlisted how many more there are
 * @param losses copies that the books have and the destination has not
 * @param contradictions copies of which books and destination tell different things
 */
public record ScanResult(
        Instant at,
        List<UnreadableDestination> troubles,
        List<Orphan> orphans,
        long unlisted,
        List<Loss> losses,
        List<Contradiction> contradictions) {

    public ScanResult {
        troubles = List.copyOf(troubles);
        orphans = List.copyOf(orphans);
        losses = List.copyOf(losses);
        contradictions = List.copyOf(contradictions);
    }

    public record UnreadableDestination(String destination, String message) {}

    /** @param nature {@code artifact}, {@code companion}, {@code partial} or {@code foreign} */
    public record Orphan(String destination, String file, long bytes, Instant modified, String nature) {}

    /** @param state what the books say of the backup */
    public record Loss(String destination, BackupId backup, DatabaseId database, String artifact, String state) {}

    /** @param code {@code copy_differs} or {@code expired_but_there} */
    public record Contradiction(
            String destination, BackupId backup, DatabaseId database, String artifact, String code, String text) {}
}
