package io.holdfast.retention.expiring;

import io.holdfast.retention.expiring.Decision.Expire;
import io.holdfast.retention.expiring.Decision.Keep;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What becomes of each copy of one backup, given who survives and who stands for what. The plan asks it, and it is asked
 * again at the last moment before anything is deleted, so that both can never differ.
 */
final class Rule {

    private final RetentionPolicy policy;
    private final Instant now;

    Rule(RetentionPolicy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    /** @param survivors of the backup's own kind */
    Verdict decide(Backup backup, Survivors survivors, Standing standing) {
        Optional<Keep> protectedBy = protection(backup);
        if (protectedBy.isPresent()) {
            return all(backup, protectedBy.get());
        }
        return switch (backup.state()) {
            case VERIFIED -> verified(backup, survivors, standing);
            case COMPLETED -> each(backup, copy -> unverified(backup, survivors));
            case CONDEMNED -> each(backup, copy -> condemned(backup, survivors));
            case SUSPECTED ->
                all(
                        backup,
                        Decision.keep("suspected, and nobody has looked: accept it, or have it verified again,"
                                + " and its age counts"));
            case ACCEPTED, RUNNING -> all(backup, Decision.keep("still being made"));
            case FAILED, CANCELLED, REJECTED, MISSED, EXPIRED -> all(backup, Decision.keep("nothing of it is stored"));
        };
    }

    private static Verdict all(Backup backup, Keep keep) {
        return Verdict.of(backup, copy -> keep, keep);
    }

    private Verdict each(Backup backup, Function<StoredCopy, Decision> rule) {
        return Verdict.of(backup, copy -> heeding(copy, rule.apply(copy)), Decision.keep("nothing of it is stored"));
    }

    /** What keeps a backup whatever its state and age. */
    private Optional<Keep> protection(Backup backup) {
        if (backup.hold() != null) {
            Hold hold = backup.hold();
            return Optional.of(Decision.keep("held by " + hold.by() + ": " + hold.reason()));
        }
        return backup.activePin(now).map(pin -> Decision.keep("being read by " + pin.by()));
    }

    /** What keeps a single copy that would go. */
    private Decision heeding(StoredCopy copy, Decision decision) {
        if (decision instanceof Keep) {
            return decision;
        }
        if (policy.placeOf(copy).isEmpty()) {
            return Decision.keep("its destination '" + copy.destination() + "' is not configured");
        }
        Instant lockedUntil = copy.lockedUntil();
        return lockedUntil != null && now.isBefore(lockedUntil.plus(Clocks.TOLERANCE))
                ? new Keep("locked by its storage", lockedUntil.plus(Clocks.TOLERANCE))
                : decision;
    }

    private Verdict verified(Backup backup, Survivors survivors, Standing standing) {
        Stay stay = new Stay(backup, standing.tiersOf(backup), policy, now);
        return each(backup, copy -> {
            Optional<Keep> itsTime = stay.timeOf(copy);
            if (itsTime.isPresent()) {
                return copy.isGood() ? itsTime.get() : bad(itsTime.get());
            }
            if (survivors.include(backup)) {
                return Decision.keep("one of the " + policy.minimumVerified() + " newest verified of its kind");
            }
            if (standing.isAmongTheLast(backup)) {
                return Decision.keep(
                        "one of the last " + policy.tiering().last() + " of its kind, which stay by their number");
            }
            return survivors.areEnough() ? stay.after(survivors) : tooFew(survivors);
        });
    }

    private static Keep bad(Keep itsTime) {
        return new Keep("bad, and to be made anew from a good copy", itsTime.goesAt());
    }

    private Decision unverified(Backup backup, Survivors survivors) {
        Stay stay = new Stay(backup, List.of(), policy, now);
        if (stay.isYoung()) {
            return stay.young();
        }
        if (survivors.areAllOlderThan(backup)) {
            return Decision.keep("not verified yet, and newer than every verified one");
        }
        return survivors.areEnough() ? stay.after(survivors) : tooFew(survivors);
    }

    /** Bad bytes may still be the best that is left, so they go only where something better exists. */
    private Decision condemned(Backup backup, Survivors survivors) {
        Instant condemnedAt = Objects.requireNonNullElse(backup.trust().condemnedAt(), backup.firstHeardAt());
        Instant goesAt = condemnedAt.plus(policy.inspection());
        if (now.isBefore(goesAt)) {
            return new Keep("condemned, and kept " + policy.inspection().toDays() + " days to be looked at", goesAt);
        }
        return survivors.areNone()
                ? Decision.keep("condemned, but no verified backup of its kind exists")
                : new Expire("condemned more than " + policy.inspection().toDays() + " days ago", goesAt);
    }

    private Keep tooFew(Survivors survivors) {
        return Decision.keep("only " + survivors.newest().size() + " verified of its kind exist, "
                + policy.minimumVerified() + " are wanted before anything goes");
    }
}
