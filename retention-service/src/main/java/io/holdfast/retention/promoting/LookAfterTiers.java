package io.holdfast.retention.promoting;

import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.Books;
import io.holdfast.retention.expiring.Clocks;
import io.holdfast.retention.expiring.Planner;
import io.holdfast.retention.expiring.RetentionPlan;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Everything that tiers ask for beside staying, for one database: said first, then locked, then moved. */
public final class LookAfterTiers {

    /** Every lock is read back so often, even where nothing has changed. */
    static final Duration READ_BACK_EVERY = Duration.ofHours(20);

    /** @param isWhole whether every destination could be asked; otherwise it is worth trying again soon */
    public record Outcome(int promoted, int moved, boolean isWhole) {}

    private final Books books;
    private final Transactions transactions;
    private final Clocks clocks;
    private final PromoteBackups promoting;
    private final KeepLocked locking;
    private final MoveToArchive archiving;
    private final Planner planner = new Planner();
    private final Map<DatabaseId, Instant> readBackAt = new ConcurrentHashMap<>();

    public LookAfterTiers(
            Books books,
            Transactions transactions,
            Clocks clocks,
            PromoteBackups promoting,
            KeepLocked locking,
            MoveToArchive archiving) {
        this.books = books;
        this.transactions = transactions;
        this.clocks = clocks;
        this.promoting = promoting;
        this.locking = locking;
        this.archiving = archiving;
    }

    /** Nothing is promoted, locked or moved while the clocks differ: a lock for a wrong time cannot be taken back. */
    public Outcome run(RetentionPolicy policy) {
        if (clocks.disagreement().isPresent()) {
            return new Outcome(0, 0, false);
        }
        Instant now = clocks.now();
        RetentionPlan plan = plan(policy, now);
        int promoted = promoting.run(plan, policy);
        boolean all = Optional.ofNullable(readBackAt.get(policy.database()))
                .map(at -> !now.isBefore(at.plus(READ_BACK_EVERY)))
                .orElse(true);
        boolean isWhole = locking.run(plan, policy, all);
        if (all && isWhole) {
            readBackAt.put(policy.database(), now);
        }
        return new Outcome(promoted, archiving.run(plan(policy, now), policy), isWhole);
    }

    private RetentionPlan plan(RetentionPolicy policy, Instant now) {
        return transactions.inOne(() -> planner.plan(books.keptOf(policy.database()), policy, now));
    }
}
