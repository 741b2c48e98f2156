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
 * What becomes of a backup, copy by copy.
 *
 * @param copies every stored copy, in the page's order
 * @param decision about the backup as a whole: it goes where every copy goes, and otherwise stays as its longest copy does
 */
record BackupDecision(List<CopyPlan> copies, RetentionDecision decision) {

    static BackupDecision of(
            BackupRecord backup, Function<StoredCopy, ? extends RetentionDecision> rule, Keep ifNothingIsStored) {
        List<CopyPlan> copies = new ArrayList<>(backup.copies().size());
        for (StoredCopy copy : backup.copies()) {
            if (copy.isThere()) {
                copies.add(new CopyPlan(copy, rule.apply(copy)));
            }
        }
        return new BackupDecision(copies, asAWhole(copies, ifNothingIsStored));
    }

    private static RetentionDecision asAWhole(List<CopyPlan> copies, Keep otherwise) {
        RetentionDecision whole =
                copies.isEmpty() ? otherwise : copies.getFirst().decision();
        for (CopyPlan copy : copies) {
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

    /** What has no date stays longest. */
    private static boolean isLater(@Nullable Instant one, @Nullable Instant other) {
        return other != null && (one == null || one.isAfter(other));
    }

    /** The same, where the deletions that are announced already are still to be carried out or withdrawn. */
    BackupDecision announced(BackupRecord backup) {
        List<CopyPlan> later = new ArrayList<>(copies.size());
        for (CopyPlan plan : copies) {
            later.add(backup.intents().stream()
                    .filter(intent -> plan.copy().is(intent.copy()))
                    .findFirst()
                    .map(intent -> new CopyPlan(plan.copy(), new Expire(intent.reason(), backup.takenAt())))
                    .orElse(plan));
        }
        return new BackupDecision(later, asAWhole(later, RetentionDecision.keep("nothing of it is stored")));
    }

    Optional<RetentionDecision> of(CopyLocation ref) {
        return copies.stream()
                .filter(plan -> plan.copy().is(ref))
                .map(CopyPlan::decision)
                .findFirst();
    }
}
