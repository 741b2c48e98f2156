package io.holdfast.retention.copying;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.retention.copying.CopyDestinationProvider.Place;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupState;
import io.holdfast.retention.expiring.RetentionPolicies;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.StoredCopy;
import io.holdfast.retention.expiring.StoredCopy.Condition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the missing copies of a backup. It is pure: the same record, policy and instant give the same result.
 *
 * <p>An expired copy is not made again. Otherwise copying and expiry would undo each other's work. A destination on
 * this host gets no copy of a backup that is older than its time there. An off-site destination gets every backup that
 * is kept.
 */
public final class FindMissingCopies {

    private final CopyDestinationProvider copyDestinations;
    private final RetentionPolicies policies;

    public FindMissingCopies(CopyDestinationProvider copyDestinations, RetentionPolicies policies) {
        this.copyDestinations = copyDestinations;
        this.policies = policies;
    }

    /** Empty if no copy is missing, no good copy is left to copy from, or the backup is not to be copied. */
    public List<MissingCopy> missing(BackupRecord record, Instant now) {
        Optional<RetentionPolicy> policy = policies.of(record.database());
        List<BackupCopyRecord> sources = sources(record);
        if (policy.isEmpty() || sources.isEmpty() || !isToBeCopied(record)) {
            return List.of();
        }
        boolean isYoung = now.isBefore(record.takenAt().plus(policy.get().keep()));
        return copyDestinations.of(record.database()).stream()
                .filter(place -> isMissing(record, place, isYoung))
                .map(place -> missing(record, place, sources))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether every destination of its policy has a proven copy, or one that expired as planned. */
    public boolean isProven(BackupRecord record, Instant now) {
        return isToBeProtected(record)
                && missing(record, now).isEmpty()
                && !sources(record).isEmpty()
                && record.copies().stream().filter(StoredCopy::isGood).allMatch(StoredCopy::isProven);
    }

    /**
     * A suspected backup is copied like any other, but it does not count as protected before an operator has accepted
     * it.
     */
    boolean isToBeProtected(BackupRecord record) {
        return isToBeCopied(record)
                && record.state() != BackupState.SUSPECTED
                && policies.of(record.database()).isPresent();
    }

    private static boolean isToBeCopied(BackupRecord record) {
        return !record.isExpiring()
                && switch (record.state()) {
                    case COMPLETED, VERIFIED, SUSPECTED -> true;
                    case ACCEPTED, RUNNING, CONDEMNED, FAILED, CANCELLED, REJECTED, MISSED, EXPIRED -> false;
                };
    }

    private static boolean isMissing(BackupRecord record, Place place, boolean isYoung) {
        if (isAt(record, place, Condition.PRESENT)) {
            return false;
        }
        return isAt(record, place, Condition.CONDEMNED)
                || (!isAt(record, place, Condition.EXPIRED) && (isYoung || place.isOffSite()));
    }

    private static boolean isAt(BackupRecord record, Place place, Condition condition) {
        return copiesAt(record, place).anyMatch(copy -> copy.condition() == condition);
    }

    private static Stream<StoredCopy> copiesAt(BackupRecord record, Place place) {
        return record.copies().stream().filter(copy -> copy.copy().destination().equals(place.id()));
    }

    private static Optional<MissingCopy> missing(BackupRecord record, Place place, List<BackupCopyRecord> sources) {
        @Nullable
        BackupCopyRecord bad = copiesAt(record, place)
                .filter(copy -> copy.condition() == Condition.CONDEMNED)
                .map(StoredCopy::copy)
                .findFirst()
                .orElse(null);
        return Optional.ofNullable(record.kind())
                .map(kind -> new MissingCopy(
                        record.id(), record.database(), kind, record.takenAt(), place.id(), sources, bad));
    }

    /** Good copies, nearest first. Copies at destinations that are no longer configured cannot be read. */
    private List<BackupCopyRecord> sources(BackupRecord record) {
        List<String> order = copyDestinations.all().stream().map(Place::id).toList();
        return record.copies().stream()
                .filter(StoredCopy::isGood)
                .map(StoredCopy::copy)
                .filter(copy -> order.contains(copy.destination()))
                .sorted(Comparator.comparingInt(copy -> order.indexOf(copy.destination())))
                .toList();
    }
}
