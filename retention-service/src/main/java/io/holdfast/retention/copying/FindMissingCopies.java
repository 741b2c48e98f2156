package io.holdfast.retention.copying;

import io.holdfast.events.SealedCopy;
import io.holdfast.retention.copying.CopyDestinations.Place;
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
 * Which copies of a backup are missing. Pure: the same page, policy and instant give the same answer.
 *
 * <p>Where a copy has expired none is made again, or copying and forgetting would chase each other. A place on this host gets
 * none of a backup that is as old as backups become there; a place off the host gets all that is kept.
 */
public final class FindMissingCopies {

    private final CopyDestinations copyDestinations;
    private final RetentionPolicies policies;

    public FindMissingCopies(CopyDestinations copyDestinations, RetentionPolicies policies) {
        this.copyDestinations = copyDestinations;
        this.policies = policies;
    }

    /** Empty where nothing is missing, nothing good is left to copy from, or the backup is not to be copied. */
    public List<MissingCopy> missing(BackupRecord page, Instant now) {
        Optional<RetentionPolicy> policy = policies.of(page.database());
        List<SealedCopy> sources = sources(page);
        if (policy.isEmpty() || sources.isEmpty() || !isToBeCopied(page)) {
            return List.of();
        }
        boolean isYoung = now.isBefore(page.takenAt().plus(policy.get().keep()));
        return copyDestinations.of(page.database()).stream()
                .filter(place -> isMissing(page, place, isYoung))
                .map(place -> missing(page, place, sources))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether every place that its policy names has a copy that was read again, or one that expired as it should. */
    public boolean isProven(BackupRecord page, Instant now) {
        return isToBeProtected(page)
                && missing(page, now).isEmpty()
                && !sources(page).isEmpty()
                && page.copies().stream().filter(StoredCopy::isGood).allMatch(StoredCopy::isProven);
    }

    /** A suspected backup is copied like any other, but nobody counts on it before somebody has looked. */
    boolean isToBeProtected(BackupRecord page) {
        return isToBeCopied(page)
                && page.state() != BackupState.SUSPECTED
                && policies.of(page.database()).isPresent();
    }

    private static boolean isToBeCopied(BackupRecord page) {
        return !page.isExpiring()
                && switch (page.state()) {
                    case COMPLETED, VERIFIED, SUSPECTED -> true;
                    case ACCEPTED, RUNNING, CONDEMNED, FAILED, CANCELLED, REJECTED, MISSED, EXPIRED -> false;
                };
    }

    private static boolean isMissing(BackupRecord page, Place place, boolean isYoung) {
        if (isAt(page, place, Condition.PRESENT)) {
            return false;
        }
        return isAt(page, place, Condition.CONDEMNED)
                || (!isAt(page, place, Condition.EXPIRED) && (isYoung || place.isOffSite()));
    }

    private static boolean isAt(BackupRecord page, Place place, Condition condition) {
        return copiesAt(page, place).anyMatch(copy -> copy.condition() == condition);
    }

    private static Stream<StoredCopy> copiesAt(BackupRecord page, Place place) {
        return page.copies().stream().filter(copy -> copy.copy().destination().equals(place.id()));
    }

    private static Optional<MissingCopy> missing(BackupRecord page, Place place, List<SealedCopy> sources) {
        @Nullable
        SealedCopy bad = copiesAt(page, place)
                .filter(copy -> copy.condition() == Condition.CONDEMNED)
                .map(StoredCopy::copy)
                .findFirst()
                .orElse(null);
        return Optional.ofNullable(page.kind())
                .map(kind ->
                        new MissingCopy(page.id(), page.database(), kind, page.takenAt(), place.id(), sources, bad));
    }

    /** Good copies, the nearest first; those at places that are not configured any more cannot be read. */
    private List<SealedCopy> sources(BackupRecord page) {
        List<String> order = copyDestinations.all().stream().map(Place::id).toList();
        return page.copies().stream()
                .filter(StoredCopy::isGood)
                .map(StoredCopy::copy)
                .filter(copy -> order.contains(copy.destination()))
                .sorted(Comparator.comparingInt(copy -> order.indexOf(copy.destination())))
                .toList();
    }
}
