package io.holdfast.retention.promoting;

import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.RetentionPlan;
import io.holdfast.retention.expiring.RetentionPlanner;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.TransactionRunner;
import io.holdfast.retention.expiring.TrustedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Applies the retention tiers of one database: publishes promotions, locks copies, and moves copies to the archive
 * class, in this order.
 */
public final class ApplyRetentionTiers {

    /** Every lock is read back at this interval, even if nothing has changed. */
    static final Duration READ_BACK_EVERY = Duration.ofHours(20);

    /** @param isWhole whether every destination was reachable; if not, retry soon */
    public record Result(int promoted, int moved, boolean isWhole) {}

    private final BackupRepository repository;
    private final TransactionRunner transactions;
    private final TrustedClock trustedClock;
    private final PromoteBackupsToTiers promoting;
    private final MaintainObjectLocks locking;
    private final MoveCopiesToArchiveClass archiving;
    private final RetentionPlanner planner = new RetentionPlanner();
    private final Map<DatabaseId, Instant> readBackAt = new ConcurrentHashMap<>();

    public ApplyRetentionTiers(
            BackupRepository repository,
            TransactionRunner transactions,
            TrustedClock trustedClock,
            PromoteBackupsToTiers promoting,
            MaintainObjectLocks locking,
            MoveCopiesToArchiveClass archiving) {
        this.repository = repository;
        this.transactions = transactions;
        this.trustedClock = trustedClock;
        this.promoting = promoting;
        this.locking = locking;
        this.archiving = archiving;
    }

    /** Does nothing while the clocks differ, because a lock with a wrong time cannot be removed. */
    public Result run(RetentionPolicy policy) {
        if (trustedClock.disagreement().isPresent()) {
            return new Result(0, 0, false);
        }
        Instant now = trustedClock.now();
        RetentionPlan plan = plan(policy, now);
        int promoted = promoting.run(plan, policy);
        boolean all = Optional.ofNullable(readBackAt.get(policy.database()))
                .map(at -> !now.isBefore(at.plus(READ_BACK_EVERY)))
                .orElse(true);
        boolean isWhole = locking.run(plan, policy, all);
        if (all && isWhole) {
            readBackAt.put(policy.database(), now);
        }
        return new Result(promoted, archiving.run(plan(policy, now), policy), isWhole);
    }

    private RetentionPlan plan(RetentionPolicy policy, Instant now) {
        return transactions.inOne(() -> planner.plan(repository.storedOf(policy.database()), policy, now));
    }
}
