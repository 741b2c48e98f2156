package io.holdfast.retention.expiring;

import io.holdfast.retention.expiring.Decision.Expire;
import io.holdfast.retention.expiring.Decision.Keep;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What becomes of one backup, given who survives. The plan asks it, and it is asked again at the last moment before
 * anything is deleted, so that both can never differ.
 */
final class Rule {

    private final RetentionPolicy policy;
    private final Instant now;

    Rule(RetentionPolicy policy, Instant now) {
        this.policy = policy;
        this.now = now;
    }

    /** @param survivors of the backup's own kind */
    Decision decide(Backup backup, Survivors survivors) {
        Optional<Keep> protectedBy = protection(backup);
        if (protectedBy.isPresent()) {
            return protectedBy.get();
        }
        return switch (backup.state()) {
            case VERIFIED -> verified(backup, survivors);
            case COMPLETED -> unverified(backup, survivors);
            case CONDEMNED -> condemned(backup, survivors);
            case SUSPECTED ->
                Decision.keep("suspected, and nobody has looked: accept it, or have it verified again,"
                        + " and its age counts");
            case ACCEPTED, RUNNING -> Decision.keep("still being made");
            case FAILED, CANCELLED, REJECTED, MISSED, EXPIRED -> Decision.keep("nothing of it is stored");
        };
    }

    /** What keeps a backup whatever its state and age. */
    private Optional<Keep> protection(Backup backup) {
        if (backup.hold() != null) {
            Hold hold = backup.hold();
            return Optional.of(Decision.keep("held by " + hold.by() + ": " + hold.reason()));
        }
        return backup.activePin(now).map(pin -> Decision.keep("being read by " + pin.by()));
    }

    private Decision verified(Backup backup, Survivors survivors) {
        if (isYoung(backup)) {
            return young(backup);
        }
        if (survivors.include(backup)) {
            return Decision.keep("one of the " + policy.minimumVerified() + " newest verified of its kind");
        }
        return survivors.areEnough() ? old(backup) : tooFew(survivors);
    }

    private Decision unverified(Backup backup, Survivors survivors) {
        if (isYoung(backup)) {
            return young(backup);
        }
        if (survivors.areAllOlderThan(backup)) {
            return Decision.keep("not verified yet, and newer than every verified one");
        }
        return survivors.areEnough() ? old(backup) : tooFew(survivors);
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

    private boolean isYoung(Backup backup) {
        return now.isBefore(goesAt(backup));
    }

    private Instant goesAt(Backup backup) {
        return backup.takenAt().plus(policy.keep());
    }

    private Keep young(Backup backup) {
        Duration age = Duration.between(backup.takenAt(), now);
        return new Keep(
                "day " + (Math.max(0, age.toDays()) + 1) + " of "
                        + policy.keep().toDays(),
                goesAt(backup));
    }

    private Expire old(Backup backup) {
        return new Expire("older than " + policy.keep().toDays() + " days", goesAt(backup));
    }

    private Keep tooFew(Survivors survivors) {
        return Decision.keep("only " + survivors.newest().size() + " verified of its kind exist, "
                + policy.minimumVerified() + " are wanted before anything goes");
    }
}
