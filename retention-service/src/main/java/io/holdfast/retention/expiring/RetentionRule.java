package io.holdfast.retention.expiring;

import io.holdfast.retention.expiring.RetentionDecision.Expire;
import io.holdfast.retention.expiring.RetentionDecision.Keep;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What becomes of each copy of one backup, given who survives and who stands for what. The plan asks it, and it is asked
 * again at the last moment before anything is deleted, so that both can never differ.
 */
final class RetentionRule {

    private final RetentionPolicy policy;
    private final Instant now;

    RetentionRule(RetentionPolicy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    /** @param survivors of the backup's own kind */
    BackupDecision decide(BackupRecord backup, SurvivingBackups survivors, TierRepresentatives status) {
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
                        RetentionDecision.keep("suspected, and nobody has looked: accept it, or have it verified again,"
                                + " and its age counts"));
            case ACCEPTED, RUNNING -> all(backup, RetentionDecision.keep("still being made"));
            case FAILED, CANCELLED, REJECTED, MISSED, EXPIRED ->
                all(backup, RetentionDecision.keep("nothing of it is stored"));
        };
    }

    private static BackupDecision all(BackupRecord backup, Keep keep) {
        return BackupDecision.of(backup, copy -> keep, keep);
    }

    private BackupDecision each(BackupRecord backup, Function<StoredCopy, RetentionDecision> rule) {
        return BackupDecision.of(
                backup, copy -> heeding(copy, rule.apply(copy)), RetentionDecision.keep("nothing of it is stored"));
    }

    /** What keeps a backup whatever its state and age. */
    private Optional<Keep> protection(BackupRecord backup) {
        if (backup.hold() != null) {
            BackupHold hold = backup.hold();
            return Optional.of(RetentionDecision.keep("held by " + hold.by() + ": " + hold.reason()));
        }
        return backup.activePin(now).map(pin -> RetentionDecision.keep("being read by " + pin.by()));
    }

    /** What keeps a single copy that would go. */
    private RetentionDecision heeding(StoredCopy copy, RetentionDecision decision) {
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

    private BackupDecision verified(BackupRecord backup, SurvivingBackups survivors, TierRepresentatives status) {
        RetentionTime retentionTime = new RetentionTime(backup, status.tiersOf(backup), policy, now);
        return each(backup, copy -> {
            Optional<Keep> itsTime = retentionTime.timeOf(copy);
            if (itsTime.isPresent()) {
                return copy.isGood() ? itsTime.get() : bad(itsTime.get());
            }
            if (survivors.include(backup)) {
                return RetentionDecision.keep(
                        "one of the " + policy.minimumVerified() + " newest verified of its kind");
            }
            if (status.isAmongTheLast(backup)) {
                return RetentionDecision.keep(
                        "one of the last " + policy.tiering().last() + " of its kind, which stay by their number");
            }
            return survivors.areEnough() ? retentionTime.after(survivors) : tooFew(survivors);
        });
    }

    private static Keep bad(Keep itsTime) {
        return new Keep("bad, and to be made anew from a good copy", itsTime.goesAt());
    }

    private RetentionDecision unverified(BackupRecord backup, SurvivingBackups survivors) {
        RetentionTime retentionTime = new RetentionTime(backup, List.of(), policy, now);
        if (retentionTime.isYoung()) {
            return retentionTime.young();
        }
        if (survivors.areAllOlderThan(backup)) {
            return RetentionDecision.keep("not verified yet, and newer than every verified one");
        }
        return survivors.areEnough() ? retentionTime.after(survivors) : tooFew(survivors);
    }

    /** Bad bytes may still be the best that is left, so they go only where something better exists. */
    private RetentionDecision condemned(BackupRecord backup, SurvivingBackups survivors) {
        Instant condemnedAt = Objects.requireNonNullElse(backup.trust().condemnedAt(), backup.firstHeardAt());
        Instant goesAt = condemnedAt.plus(policy.inspection());
        if (now.isBefore(goesAt)) {
            return new Keep("condemned, and kept " + policy.inspection().toDays() + " days to be looked at", goesAt);
        }
        return survivors.areNone()
                ? RetentionDecision.keep("condemned, but no verified backup of its kind exists")
                : new Expire("condemned more than " + policy.inspection().toDays() + " days ago", goesAt);
    }

    private Keep tooFew(SurvivingBackups survivors) {
        return RetentionDecision.keep("only " + survivors.newest().size() + " verified of its kind exist, "
                + policy.minimumVerified() + " are wanted before anything goes");
    }
}
