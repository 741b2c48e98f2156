package io.holdfast.retention.expiring;

import io.holdfast.events.CopyLocation;
import io.holdfast.retention.expiring.RetentionDecision.Expire;
import io.holdfast.retention.expiring.RetentionDecision.Keep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Checks everything that can forbid a deletion after its announcement has been read back. */
public final class FinalDeletionCheck {

    /**
     * How long after it was appended an intent may be carried out. Within this time, the intent shows that the local
     * clock and the broker's clock agree. An older intent is withdrawn, and the backup is planned again.
     */
    static final Duration VALID_FOR = Duration.ofHours(1);

    private final BackupRepository repository;
    private final TransactionRunner transactions;
    private final RetentionPolicies policies;
    private final TrustedClock trustedClock;
    private final SurvivingBackupCheck survivorCheck;

    public FinalDeletionCheck(
            BackupRepository repository,
            TransactionRunner transactions,
            RetentionPolicies policies,
            TrustedClock trustedClock,
            SurvivingBackupCheck survivorCheck) {
        this.repository = repository;
        this.transactions = transactions;
        this.policies = policies;
        this.trustedClock = trustedClock;
        this.survivorCheck = survivorCheck;
    }

    /** Checks the records, the policy and the clocks. Call it in a transaction. */
    Optional<String> objection(BackupRecord record, DeletionIntent intent) {
        Instant now = trustedClock.now();
        List<BackupRecord> countedOn = repository.read(intent.survivors());
        return Optional.ofNullable(intent.objection())
                .or(() -> DeletionIntentCheck.objection(record, intent.survivors(), countedOn, now))
                .or(() -> policy(record, intent, countedOn, now))
                .or(() -> clock(intent, now))
                .or(trustedClock::disagreement);
    }

    /** What a deletion relies on: whole backups, and other copies of the same backup. */
    private record CountedOn(List<BackupRecord> survivors, List<CopyLocation> copies) {}

    /**
     * Checks the storage of everything that the deletion relies on. Reads all survivors, so it may take long: do not
     * call it in a transaction.
     */
    Optional<String> storageObjection(BackupRecord record, DeletionIntent intent) {
        Instant now = trustedClock.now();
        CountedOn countedOn = transactions.inOne(() -> {
            List<BackupRecord> survivors = repository.read(intent.survivors());
            return new CountedOn(survivors, copiesCountedOn(record, intent, survivors, now));
        });
        return survivorCheck.objection(countedOn.survivors(), now).or(() -> survivorCheck.absence(countedOn.copies()));
    }

    private List<CopyLocation> copiesCountedOn(
            BackupRecord record, DeletionIntent intent, List<BackupRecord> survivors, Instant now) {
        return switch (decide(record.withoutIntent(intent.id()), intent, survivors, now)
                .orElse(null)) {
            case null -> List.of();
            case Expire expire -> expire.countsOn();
            case Keep keep -> List.of();
        };
    }

    /**
     * Applies the plan's rule to the current record, because a verification or a policy change may have happened since.
     * The rule must permit the deletion both with and without the other announced deletions of the backup, because
     * those may be withdrawn.
     */
    private Optional<String> policy(
            BackupRecord record, DeletionIntent intent, List<BackupRecord> countedOn, Instant now) {
        if (policies.of(record.database()).isEmpty()) {
            return Optional.of("the database is no longer configured");
        }
        return objection(decide(record.withoutIntent(intent.id()), intent, countedOn, now))
                .or(() -> objection(decide(record.withIntents(List.of()), intent, countedOn, now)));
    }

    private static Optional<String> objection(Optional<RetentionDecision> decision) {
        return switch (decision.orElse(null)) {
            case null -> Optional.of("the copy was replaced or is missing");
            case Expire expire -> Optional.empty();
            case Keep keep -> Optional.of(keep.reason());
        };
    }

    /**
     * Decides as if the announcements that the record omits had not happened. The tier representatives are chosen from
     * all current backups.
     */
    private Optional<RetentionDecision> decide(
            BackupRecord unannounced, DeletionIntent intent, List<BackupRecord> countedOn, Instant now) {
        return policies.of(unannounced.database()).flatMap(policy -> {
            List<BackupRecord> all = repository.storedOf(unannounced.database()).stream()
                    .map(other -> other.id().equals(unannounced.id()) ? unannounced : other)
                    .toList();
            return new CopyRetentionEvaluator(policy, now)
                    .decide(
                            unannounced,
                            SurvivingBackups.among(countedOn, policy.minimumVerified()),
                            RetentionTierBackupSelector.among(all, policy, now))
                    .of(intent.copy());
        });
    }

    /**
     * The intent carries the broker's timestamp, so it shows the difference between the broker's clock and the local
     * one.
     */
    private static Optional<String> clock(DeletionIntent intent, Instant now) {
        Instant announcedAt = intent.announcedAt();
        Instant appendedAt = intent.appendedAt();
        if (announcedAt == null || appendedAt == null) {
            return Optional.of("this catalog has no record of announcing the deletion");
        }
        if (appendedAt.isBefore(announcedAt.minus(TrustedClock.TOLERANCE))
                || appendedAt.isAfter(now.plus(TrustedClock.TOLERANCE))) {
            return Optional.of("the broker's clock (" + appendedAt + ") and this machine's clock (" + announcedAt
                    + " to " + now + ") differ");
        }
        return now.isAfter(appendedAt.plus(VALID_FOR))
                ? Optional.of("the deletion was announced at " + appendedAt + ", more than " + VALID_FOR.toMinutes()
                        + " minutes before " + now)
                : Optional.empty();
    }
}
