package io.holdfast.retention.expiring;

import io.holdfast.events.CopyLocation;
import io.holdfast.retention.expiring.RetentionDecision.Expire;
import io.holdfast.retention.expiring.RetentionDecision.Keep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Calculates how long one backup is kept at each destination because of its age alone.
 *
 * <p>All copies are kept for the daily time. Off-site copies are kept until the end of the last tier that the backup
 * represents. A local copy may be deleted after the daily time, but only if each wanted off-site destination has a
 * proven copy that the tier requires.
 */
final class RetentionPeriodCalculator {

    private final BackupRecord backup;
    private final List<RetentionTier> tiers;
    private final RetentionPolicy policy;
    private final Instant now;
    private final Instant dailyEnd;
    private final Instant end;

    /** @param tiers that the backup represents, whether or not their time has ended */
    RetentionPeriodCalculator(BackupRecord backup, List<RetentionTier> tiers, RetentionPolicy policy, Instant now) {
        this.backup = backup;
        this.tiers = tiers;
        this.policy = policy;
        this.now = now;
        this.dailyEnd = policy.dailyEnd(backup);
        this.end = policy.endOf(backup, tiers);
    }

    boolean isYoung() {
        return now.isBefore(dailyEnd);
    }

    private boolean isInTier() {
        return now.isBefore(end) && !isYoung();
    }

    Keep young() {
        Duration age = Duration.between(backup.takenAt(), now);
        return new Keep(
                "day " + (Math.max(0, age.toDays()) + 1) + " of "
                        + policy.keep().toDays(),
                dailyEnd);
    }

    /** Why the copy is kept for now; empty if its age permits the deletion. */
    Optional<Keep> timeOf(StoredCopy copy) {
        boolean isOffSite =
                policy.placeOf(copy).map(RetentionPolicyDestination::isOffSite).orElse(false);
        if (isOffSite && now.isBefore(end) && end.isAfter(dailyEnd)) {
            return Optional.of(new Keep(inTier(), end));
        }
        if (isYoung()) {
            return Optional.of(young());
        }
        return isInTier() && !isOffSite ? waitingFor(missingProofs()) : Optional.empty();
    }

    private String inTier() {
        RetentionTier longest = longest();
        return longest.word() + ", kept for " + policy.tiering().lengthOf(longest);
    }

    private RetentionTier longest() {
        RetentionTier longest = tiers.getFirst();
        for (RetentionTier tier : tiers) {
            boolean isLonger = policy.tiering()
                    .endOf(tier, backup.takenAt())
                    .isAfter(policy.tiering().endOf(longest, backup.takenAt()));
            longest = isLonger ? tier : longest;
        }
        return longest;
    }

    private Optional<Keep> waitingFor(List<String> destinations) {
        return destinations.isEmpty()
                ? Optional.empty()
                : Optional.of(RetentionDecision.keep(
                        longest().word() + ", kept here until verified at " + String.join(" and ", destinations)));
    }

    private List<String> missingProofs() {
        List<String> missing = new ArrayList<>();
        for (RetentionPolicyDestination destination : policy.offSite()) {
            if (provenAt(destination).isEmpty()) {
                missing.add(destination.destination());
            }
        }
        return missing;
    }

    private Optional<StoredCopy> provenAt(RetentionPolicyDestination destination) {
        return backup.lasting()
                .filter(copy -> copy.isProven() && copy.destination().equals(destination.destination()))
                .findFirst();
    }

    /** The decision about a copy whose time has ended, if enough other backups survive. */
    RetentionDecision after(SurvivingBackups survivors) {
        if (isInTier()) {
            List<CopyLocation> proofs = policy.offSite().stream()
                    .flatMap(destination -> provenAt(destination).stream())
                    .map(copy -> copy.copy().ref())
                    .toList();
            return new Expire(
                    "kept here for " + policy.keep().toDays() + " days; "
                            + longest().word() + ", and verified off the host",
                    dailyEnd,
                    proofs);
        }
        return awaited(survivors).<RetentionDecision>map(keep -> keep).orElseGet(this::old);
    }

    private Expire old() {
        return end.isAfter(dailyEnd)
                ? new Expire(
                        "older than " + policy.tiering().lengthOf(longest()) + " ("
                                + longest().word() + ")",
                        end)
                : new Expire("older than " + policy.keep().toDays() + " days", dailyEnd);
    }

    /**
     * A wanted destination has no copy yet, and the copy can still be made. The backup is kept longer, with two limits.
     * The extra time ends, because a bucket may be unreachable for months and a full disk would stop all backups. And
     * the backup is not kept if all survivors are proven at every destination.
     */
    private Optional<Keep> awaited(SurvivingBackups survivors) {
        Instant until = end.plus(policy.tiering().unprotectedFor());
        if (!now.isBefore(until) || backup.lasting().noneMatch(StoredCopy::isGood)) {
            return Optional.empty();
        }
        List<String> missing = missingCopies();
        if (missing.isEmpty() || survivors.areAllProvenAt(policy.places())) {
            return Optional.empty();
        }
        return Optional.of(new Keep("not yet copied to " + String.join(" and ", missing), until));
    }

    /** Wanted destinations without a copy, except where the copy expired as planned. */
    private List<String> missingCopies() {
        List<String> missing = new ArrayList<>();
        for (RetentionPolicyDestination destination : policy.places()) {
            boolean isThereOrWas = backup.copies().stream()
                    .anyMatch(copy -> copy.destination().equals(destination.destination())
                            && copy.condition() != StoredCopy.Condition.CONDEMNED);
            if (destination.isWanted() && !isThereOrWas) {
                missing.add(destination.destination());
            }
        }
        return missing;
    }
}
