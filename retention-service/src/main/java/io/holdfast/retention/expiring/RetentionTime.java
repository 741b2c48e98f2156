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
 * How long one backup stays at which place by its age alone.
 *
 * <p>All copies stay for the daily time. Those off the host stay until the last tier ends that the backup stands for; a local
 * one goes after the daily time, but not before every wanted place off the host has what the tier needs, read again there.
 */
final class RetentionTime {

    private final BackupRecord backup;
    private final List<Tier> tiers;
    private final RetentionPolicy policy;
    private final Instant now;
    private final Instant dailyEnd;
    private final Instant end;

    /** @param tiers that the backup stands for, whether or not their time is over */
    RetentionTime(BackupRecord backup, List<Tier> tiers, RetentionPolicy policy, Instant now) {
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

    /** Why the copy stays for now; empty where it may go as far as its age is concerned. */
    Optional<Keep> timeOf(StoredCopy copy) {
        boolean isOffSite =
                policy.placeOf(copy).map(PolicyDestination::isOffSite).orElse(false);
        if (isOffSite && now.isBefore(end) && end.isAfter(dailyEnd)) {
            return Optional.of(new Keep(inTier(), end));
        }
        if (isYoung()) {
            return Optional.of(young());
        }
        return isInTier() && !isOffSite ? waitingFor(missingProofs()) : Optional.empty();
    }

    private String inTier() {
        Tier longest = longest();
        return longest.word() + ", kept " + policy.tiering().lengthOf(longest);
    }

    private Tier longest() {
        Tier longest = tiers.getFirst();
        for (Tier tier : tiers) {
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
                : Optional.of(RetentionDecision.keep(longest().word() + ", and stays here until it lies verified at "
                        + String.join(" and ", destinations)));
    }

    private List<String> missingProofs() {
        List<String> missing = new ArrayList<>();
        for (PolicyDestination destination : policy.offSite()) {
            if (provenAt(destination).isEmpty()) {
                missing.add(destination.destination());
            }
        }
        return missing;
    }

    private Optional<StoredCopy> provenAt(PolicyDestination destination) {
        return backup.lasting()
                .filter(copy -> copy.isProven() && copy.destination().equals(destination.destination()))
                .findFirst();
    }

    /** What becomes of a copy whose time is over, where enough others survive. */
    RetentionDecision after(SurvivingBackups survivors) {
        if (isInTier()) {
            List<CopyLocation> proofs = policy.offSite().stream()
                    .flatMap(destination -> provenAt(destination).stream())
                    .map(copy -> copy.copy().ref())
                    .toList();
            return new Expire(
                    "over " + policy.keep().toDays() + " days here; "
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
     * A place that every backup should have reached has not got it, and the copy could still be made. It stays longer, but
     * neither for ever (a bucket may be gone for months, and a full disk ends all backups), nor where everything that has to
     * survive it lies at every place already.
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
        return Optional.of(
                new Keep("not yet at " + String.join(" and ", missing) + ", and can still be copied", until));
    }

    /** Where it should lie and does not, unless it was there and was deleted by plan. */
    private List<String> missingCopies() {
        List<String> missing = new ArrayList<>();
        for (PolicyDestination destination : policy.places()) {
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
