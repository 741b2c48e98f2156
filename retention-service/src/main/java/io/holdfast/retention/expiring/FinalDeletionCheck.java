package io.holdfast.retention.expiring;

import io.holdfast.events.CopyLocation;
import io.holdfast.retention.expiring.RetentionDecision.Expire;
import io.holdfast.retention.expiring.RetentionDecision.Keep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything that can still speak against a deletion that has been announced and read back. */
public final class FinalDeletionCheck {

    /**
     * How long after it was appended an intent may be acted upon. Within it the intent itself shows that this machine's clock
     * and the broker's agree; an older one is withdrawn and planned anew.
     */
    static final Duration VALID_FOR = Duration.ofHours(1);

    private final BackupRepository repository;
    private final TransactionRunner transactions;
    private final RetentionPolicies policies;
    private final TrustedClock trustedClock;
    private final SurvivorCheck survivorCheck;

    public FinalDeletionCheck(
            BackupRepository repository,
            TransactionRunner transactions,
            RetentionPolicies policies,
            TrustedClock trustedClock,
            SurvivorCheck survivorCheck) {
        this.repository = repository;
        this.transactions = transactions;
        this.policies = policies;
        this.trustedClock = trustedClock;
        this.survivorCheck = survivorCheck;
    }

    /** What the books, the policy and the clocks say. Used within a transaction. */
    Optional<String> objection(BackupRecord page, DeletionIntent intent) {
        Instant now = trustedClock.now();
        List<BackupRecord> countedOn = repository.read(intent.survivors());
        return Optional.ofNullable(intent.objection())
                .or(() -> IntentObjections.objection(page, intent.survivors(), countedOn, now))
                .or(() -> policy(page, intent, countedOn, now))
                .or(() -> clock(intent, now))
                .or(trustedClock::disagreement);
    }

    /** What a deletion counts on: whole backups, and other copies of the one of which a copy goes. */
    private record CountedOn(List<BackupRecord> survivors, List<CopyLocation> copies) {}

    /** What the storage says of all that is counted on. Takes as long as reading it; not to be used within a transaction. */
    Optional<String> storageObjection(BackupRecord page, DeletionIntent intent) {
        Instant now = trustedClock.now();
        CountedOn countedOn = transactions.inOne(() -> {
            List<BackupRecord> survivors = repository.read(intent.survivors());
            return new CountedOn(survivors, copiesCountedOn(page, intent, survivors, now));
        });
        return survivorCheck.objection(countedOn.survivors(), now).or(() -> survivorCheck.absence(countedOn.copies()));
    }

    private List<CopyLocation> copiesCountedOn(
            BackupRecord page, DeletionIntent intent, List<BackupRecord> survivors, Instant now) {
        return switch (decide(page.withoutIntent(intent.id()), intent, survivors, now)
                .orElse(null)) {
            case null -> List.of();
            case Expire expire -> expire.countsOn();
            case Keep keep -> List.of();
        };
    }

    /**
     * The plan's own rule, on the page as it is now: it may have been verified since, or the policy changed. It has to agree
     * whether or not the backup's other copies go as announced, since what was said of those may be withdrawn as well.
     */
    private Optional<String> policy(
            BackupRecord page, DeletionIntent intent, List<BackupRecord> countedOn, Instant now) {
        if (policies.of(page.database()).isEmpty()) {
            return Optional.of("the database is not configured any more");
        }
        return objection(decide(page.withoutIntent(intent.id()), intent, countedOn, now))
                .or(() -> objection(decide(page.withIntents(List.of()), intent, countedOn, now)));
    }

    private static Optional<String> objection(Optional<RetentionDecision> decision) {
        return switch (decision.orElse(null)) {
            case null -> Optional.of("the copy was made anew, or is gone");
            case Expire expire -> Optional.empty();
            case Keep keep -> Optional.of(keep.reason());
        };
    }

    /** As if what is left out of the page had not been announced: who stands for its week is asked among all there are now. */
    private Optional<RetentionDecision> decide(
            BackupRecord unannounced, DeletionIntent intent, List<BackupRecord> countedOn, Instant now) {
        return policies.of(unannounced.database()).flatMap(policy -> {
            List<BackupRecord> all = repository.storedOf(unannounced.database()).stream()
                    .map(other -> other.id().equals(unannounced.id()) ? unannounced : other)
                    .toList();
            return new RetentionRule(policy, now)
                    .decide(
                            unannounced,
                            SurvivingBackups.among(countedOn, policy.minimumVerified()),
                            TierRepresentatives.among(all, policy, now))
                    .of(intent.copy());
        });
    }

    /** The broker stamped the intent, so it shows how the broker's clock stands to this one. */
    private static Optional<String> clock(DeletionIntent intent, Instant now) {
        Instant announcedAt = intent.announcedAt();
        Instant appendedAt = intent.appendedAt();
        if (announcedAt == null || appendedAt == null) {
            return Optional.of("this catalogue does not remember announcing it");
        }
        if (appendedAt.isBefore(announcedAt.minus(TrustedClock.TOLERANCE))
                || appendedAt.isAfter(now.plus(TrustedClock.TOLERANCE))) {
            return Optional.of("the broker's clock (" + appendedAt + ") and this machine's (" + announcedAt + " to "
                    + now + ") differ");
        }
        return now.isAfter(appendedAt.plus(VALID_FOR))
                ? Optional.of("it was announced at " + appendedAt + ", too long before " + now)
                : Optional.empty();
    }
}
