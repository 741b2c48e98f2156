package io.holdfast.retention.worker;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.log.CatalogueErrorClassifier;
import io.holdfast.events.log.CatchUpGate;
import io.holdfast.retention.expiring.AnnounceExpiry;
import io.holdfast.retention.expiring.ExpireBackups;
import io.holdfast.retention.expiring.RetentionPolicies;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.postgres.JdbcBackupRepository;
import io.holdfast.retention.postgres.LeaderLock;
import io.holdfast.retention.promoting.ApplyTiers;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Daily, after each verification and after each start: plan and announce. In between: carry out what was announced. */
@ApplicationScoped
class ExpiryScheduler {

    private static final Logger LOG = Logger.getLogger(ExpiryScheduler.class);

    private final CatchUpGate catchUpGate;
    private final RetentionPolicies policies;
    private final JdbcBackupRepository books;
    private final AnnounceExpiry announcing;
    private final ExpireBackups expiring;
    private final ApplyTiers tiers;
    private final Set<DatabaseId> unfinished = ConcurrentHashMap.newKeySet();
    private final LeaderLock leaderLock;
    private final DatabasesToPlan databasesToPlan;
    private final RetentionReporter retentionReporter;

    ExpiryScheduler(
            CatchUpGate catchUpGate,
            RetentionPolicies policies,
            JdbcBackupRepository books,
            AnnounceExpiry announcing,
            ExpireBackups expiring,
            ApplyTiers tiers,
            LeaderLock leaderLock,
            DatabasesToPlan databasesToPlan,
            RetentionReporter retentionReporter) {
        this.catchUpGate = catchUpGate;
        this.policies = policies;
        this.books = books;
        this.announcing = announcing;
        this.expiring = expiring;
        this.tiers = tiers;
        this.leaderLock = leaderLock;
        this.databasesToPlan = databasesToPlan;
        this.retentionReporter = retentionReporter;
        planAll();
    }

    @Scheduled(cron = "${holdfast.retention.at:0 0 4 * * ?}", timeZone = "UTC")
    void planAll() {
        databasesToPlan.addAll(
                policies.all().stream().map(RetentionPolicy::database).toList());
    }

    /** What stood in the way may be gone. Not more often: to find out may mean to read whole artifacts again. */
    @Scheduled(every = "1h")
    void planBlockedAgain() {
        databasesToPlan.addAll(policies.all().stream()
                .map(RetentionPolicy::database)
                .filter(database -> unfinished.contains(database)
                        || retentionReporter.lastOf(database).orElse(null) instanceof AnnounceExpiry.Result.Blocked)
                .toList());
    }

    /** The log has to be read to its end first: an empty catalogue knows of no hold. */
    @Scheduled(every = "${holdfast.retention.every:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        if (!catchUpGate.isComplete()) {
            return;
        }
        try {
            if (!databasesToPlan.isEmpty() || books.isAnyExpiring()) {
                leaderLock.run(this::round);
            }
        } catch (RuntimeException e) {
            if (CatalogueErrorClassifier.isCauseOf(e)) {
                LOG.warnf("Nothing is deleted while the catalogue is away: %s", e.getMessage());
            } else {
                LOG.error("A round ended early; it is tried again", e);
            }
        }
    }

    private void round() {
        expiring.run().forEach(retentionReporter::report);
        for (DatabaseId database : databasesToPlan.take()) {
            Optional<RetentionPolicy> policy = policies.of(database);
            policy.ifPresent(this::plan);
        }
    }

    /** What a tier asks for comes before what may go: a lock that has to last is extended while its copy is there. */
    private void plan(RetentionPolicy policy) {
        ApplyTiers.Result outcome = tiers.run(policy);
        retentionReporter.report(policy.database(), outcome);
        if (outcome.isWhole()) {
            unfinished.remove(policy.database());
        } else {
            unfinished.add(policy.database());
        }
        retentionReporter.report(policy.database(), announcing.run(policy));
    }
}
