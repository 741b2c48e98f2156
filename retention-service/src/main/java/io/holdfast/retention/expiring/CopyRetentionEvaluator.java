package io.holdfast.retention.expiring;

import io.holdfast.retention.expiring.RetentionDecision.Expire;
import io.holdfast.retention.expiring.RetentionDecision.Keep;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides about each copy of one backup, given the survivors and the tier representatives. The plan and the last check
 * before a deletion use the same rule, so the two cannot differ.
 */
final class CopyRetentionEvaluator {

    private final RetentionPolicy policy;
    private final Instant now;

    CopyRetentionEvaluator(RetentionPolicy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    /** @param survivors of the backup's own kind */
    BackupRetentionDecision decide(
            BackupRecord backup, SurvivingBackups survivors, RetentionTierBackupSelector status) {
        Optional<Keep> protectedBy = protection(backup);
        if (protectedBy.isPresent()) {
            return all(backup, protectedBy.get());
        }
        return switch (backup.state()) {
            case VERIFIED -> verified(backup, survivors, status);
            case COMPLETED -> each(backup, copy -> unverified(backup, survivors));
            case CONDEMNED -> each(backup, copy -> condemned(backup, survivors));
            case SUSPECTED ->
                all(
                        backup,
                        RetentionDecision.keep(
                                "suspected and not reviewed; accept it or verify it again to let its age" + " count"));
            case ACCEPTED, RUNNING -> all(backup, RetentionDecision.keep("still being made"));
            case FAILED, CANCELLED, REJECTED, MISSED, EXPIRED ->
                all(backup, RetentionDecision.keep("nothing of it is stored"));
        };
    }

    private static BackupRetentionDecision all(BackupRecord backup, Keep keep) {
        return BackupRetentionDecision.of(backup, copy -> keep, keep);
    }

    private BackupRetentionDecision each(BackupRecord backup, Function<StoredCopy, RetentionDecision> rule) {
        return BackupRetentionDecision.of(
                backup,
                copy -> applyCopyProtection(copy, rule.apply(copy)),
                RetentionDecision.keep("nothing of it is stored"));
    }

    /** Protects a backup regardless of its state and age. */
    private Optional<Keep> protection(BackupRecord backup) {
        if (backup.hold() != null) {
            BackupHold hold = backup.hold();
            return Optional.of(RetentionDecision.keep("held by " + hold.by() + ": " + hold.reason()));
        }
        return backup.activePin(now).map(pin -> RetentionDecision.keep("in use by " + pin.by()));
    }

    /** Keeps a single copy that would otherwise expire, if its destination or its lock requires it. */
    private RetentionDecision applyCopyProtection(StoredCopy copy, RetentionDecision decision) {
        if (decision instanceof Keep) {
            return decision;
        }
        if (policy.placeOf(copy).isEmpty()) {
            return RetentionDecision.keep("its destination '" + copy.destination() + "' is not configured");
        }
        Instant lockedUntil = copy.lockedUntil();
        return lockedUntil != null && now.isBefore(lockedUntil.plus(TrustedClock.TOLERANCE))
                ? new Keep("locked by its storage", lockedUntil.plus(TrustedClock.TOLERANCE))
                : decision;
    }

    private BackupRetentionDecision verified(
            BackupRecord backup, SurvivingBackups survivors, RetentionTierBackupSelector status) {
        RetentionPeriodCalculator retentionTime =
                new RetentionPeriodCalculator(backup, status.tiersOf(backup), policy, now);
        return each(backup, copy -> {
            Optional<Keep> itsTime = retentionTime.timeOf(copy);
            if (itsTime.isPresent()) {
                return copy.isGood() ? itsTime.get() : bad(itsTime.get());
            }
            if (survivors.include(backup)) {
                return RetentionDecision.keep(
                        "one of the " + policy.minimumVerified() + " newest verified backups of its kind");
            }
            if (status.isAmongTheLast(backup)) {
                return RetentionDecision.keep(
                        "one of the last " + policy.tiering().last() + " verified backups of its kind (keep-last)");
            }
            return survivors.areEnough() ? retentionTime.after(survivors) : tooFew(survivors);
        });
    }

    private static Keep bad(Keep itsTime) {
        return new Keep("bad, to be replaced from a good copy", itsTime.goesAt());
    }

    private RetentionDecision unverified(BackupRecord backup, SurvivingBackups survivors) {
        RetentionPeriodCalculator retentionTime = new RetentionPeriodCalculator(backup, List.of(), policy, now);
        if (retentionTime.isYoung()) {
            return retentionTime.young();
        }
        if (survivors.areAllOlderThan(backup)) {
            return RetentionDecision.keep("not verified yet, and newer than all verified backups");
        }
        return survivors.areEnough() ? retentionTime.after(survivors) : tooFew(survivors);
    }

    /** Damaged bytes may be the best that is left, so a condemned backup is deleted only if a verified one exists. */
    private RetentionDecision condemned(BackupRecord backup, SurvivingBackups survivors) {
        Instant condemnedAt = Objects.requireNonNullElse(backup.trust().condemnedAt(), backup.firstHeardAt());
        Instant goesAt = condemnedAt.plus(policy.inspection());
        if (now.isBefore(goesAt)) {
            return new Keep("condemned, kept " + policy.inspection().toDays() + " days for inspection", goesAt);
        }
        return survivors.areNone()
                ? RetentionDecision.keep("condemned, but its kind has no verified backup")
                : new Expire("condemned more than " + policy.inspection().toDays() + " days ago", goesAt);
    }

    private Keep tooFew(SurvivingBackups survivors) {
        return RetentionDecision.keep("its kind has only " + survivors.newest().size() + " verified backups, and "
                + policy.minimumVerified() + " are required before any is deleted");
    }
}
