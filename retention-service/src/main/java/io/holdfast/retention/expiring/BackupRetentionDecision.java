package io.holdfast.retention.expiring;

import io.holdfast.events.CopyLocation;
import io.holdfast.retention.expiring.RetentionDecision.Expire;
import io.holdfast.retention.expiring.RetentionDecision.Keep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The decision about a backup, with one decision per copy.
 *
 * @param copies all stored copies, in the record's order
 * @param decision about the backup as a whole: it expires if every copy expires; otherwise it is kept as long as its
 *     longest-kept copy
 */
record BackupRetentionDecision(List<CopyRetentionDecision> copies, RetentionDecision decision) {

    static BackupRetentionDecision of(
            BackupRecord backup, Function<StoredCopy, ? extends RetentionDecision> rule, Keep ifNothingIsStored) {
        List<CopyRetentionDecision> copies = new ArrayList<>(backup.copies().size());
        for (StoredCopy copy : backup.copies()) {
            if (copy.isThere()) {
                copies.add(new CopyRetentionDecision(copy, rule.apply(copy)));
            }
        }
        return new BackupRetentionDecision(copies, asAWhole(copies, ifNothingIsStored));
    }

    private static RetentionDecision asAWhole(List<CopyRetentionDecision> copies, Keep otherwise) {
        RetentionDecision whole =
                copies.isEmpty() ? otherwise : copies.getFirst().decision();
        for (CopyRetentionDecision copy : copies) {
            whole = longer(whole, copy.decision());
        }
        return whole;
    }

    private static RetentionDecision longer(RetentionDecision one, RetentionDecision other) {
        return switch (one) {
            case Expire expire -> other instanceof Keep || isLater(other.goesAt(), one.goesAt()) ? other : one;
            case Keep keep -> other instanceof Keep && isLater(other.goesAt(), one.goesAt()) ? other : one;
        };
    }

    /** A decision without a date counts as the longest. */
    private static boolean isLater(@Nullable Instant one, @Nullable Instant other) {
        return other != null && (one == null || one.isAfter(other));
    }

    /** The same decision, with the copies whose deletion is already announced counted as expired. */
    BackupRetentionDecision announced(BackupRecord backup) {
        List<CopyRetentionDecision> later = new ArrayList<>(copies.size());
        for (CopyRetentionDecision plan : copies) {
            later.add(backup.intents().stream()
                    .filter(intent -> plan.copy().is(intent.copy()))
                    .findFirst()
                    .map(intent ->
                            new CopyRetentionDecision(plan.copy(), new Expire(intent.reason(), backup.takenAt())))
                    .orElse(plan));
        }
        return new BackupRetentionDecision(later, asAWhole(later, RetentionDecision.keep("nothing of it is stored")));
    }

    Optional<RetentionDecision> of(CopyLocation ref) {
        return copies.stream()
                .filter(plan -> plan.copy().is(ref))
                .map(CopyRetentionDecision::decision)
                .findFirst();
    }
}
