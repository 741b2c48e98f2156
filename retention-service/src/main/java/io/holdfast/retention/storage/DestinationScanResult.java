package io.holdfast.retention.storage;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import java.time.Instant;
import java.util.List;

/**
 * The differences between the destinations and the records.
 *
 * @param troubles destinations that could not be read, in words; their copies are not reported as lost
 * @param orphans files without a record; reported and never touched
 * @param unlisted number of further orphans
 * @param losses recorded copies without a file
 * @param contradictions copies whose file contradicts the record
 */
public record DestinationScanResult(
        Instant at,
        List<UnreadableDestination> troubles,
        List<Orphan> orphans,
        long unlisted,
        List<Loss> losses,
        List<Contradiction> contradictions) {

    public DestinationScanResult {
        troubles = List.copyOf(troubles);
        orphans = List.copyOf(orphans);
        losses = List.copyOf(losses);
        contradictions = List.copyOf(contradictions);
    }

    public record UnreadableDestination(String destination, String message) {}

    /** @param nature {@code artifact}, {@code companion}, {@code partial} or {@code foreign} */
    public record Orphan(String destination, String file, long bytes, Instant modified, String nature) {}

    /** @param state the recorded state of the backup */
    public record Loss(String destination, BackupId backup, DatabaseId database, String artifact, String state) {}

    /** @param code {@code copy_differs} or {@code expired_but_there} */
    public record Contradiction(
            String destination, BackupId backup, DatabaseId database, String artifact, String code, String text) {}
}
