package io.holdfast.retention.worker;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.log.CatalogueSqlErrorClassifier;
import io.holdfast.events.log.EventLogCatchUpGate;
import io.holdfast.retention.expiring.AnnounceExpiry;
import io.holdfast.retention.expiring.DeleteExpiredBackups;
import io.holdfast.retention.expiring.RetentionPolicies;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.postgres.JdbcBackupRepository;
import io.holdfast.retention.postgres.LeaderLock;
import io.holdfast.retention.promoting.ApplyRetentionTiers;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Plans and announces daily, after each verification and after each start. In between, carries out the announced
 * deletions.
 */
@ApplicationScoped
class ExpiryScheduler {

    private static final Logger LOG = Logger.getLogger(ExpiryScheduler.class);

    private final EventLogCatchUpGate catchUpGate;
    private final RetentionPolicies policies;
    private final JdbcBackupRepository repository;
    private final AnnounceExpiry announcing;
    private final DeleteExpiredBackups expiring;
    private final ApplyRetentionTiers tiers;
    private final Set<DatabaseId> unfinished = ConcurrentHashMap.newKeySet();
    private final LeaderLock leaderLock;
    private final RetentionPlanningQueue databasesToPlan;
    private final RetentionOutcomeReporter retentionReporter;

    ExpiryScheduler(
            EventLogCatchUpGate catchUpGate,
            RetentionPolicies policies,
            JdbcBackupRepository repository,
            AnnounceExpiry announcing,
            DeleteExpiredBackups expiring,
            ApplyRetentionTiers tiers,
            LeaderLock leaderLock,
            RetentionPlanningQueue databasesToPlan,
            RetentionOutcomeReporter retentionReporter) {
        this.catchUpGate = catchUpGate;
        this.policies = policies;
        this.repository = repository;
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

    /** Retries plans that were blocked. The interval is long, because a retry may read whole artifacts again. */
    @Scheduled(every = "1h")
    void planBlockedAgain() {
        databasesToPlan.addAll(policies.all().stream()
                .map(RetentionPolicy::database)
                .filter(database -> unfinished.contains(database)
                        || retentionReporter.lastOf(database).orElse(null) instanceof AnnounceExpiry.Result.Blocked)
                .toList());
    }

    /** Waits until the event log is read to its end: an empty catalog contains no holds. */
    @Scheduled(every = "${holdfast.retention.every:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void check() {
        if (!catchUpGate.isComplete()) {
            return;
        }
        try {
            if (!databasesToPlan.isEmpty() || repository.isAnyExpiring()) {
                leaderLock.run(this::round);
            }
        } catch (RuntimeException e) {
            if (CatalogueSqlErrorClassifier.isCauseOf(e)) {
                LOG.warnf("Nothing is deleted because the catalog database is unavailable: %s", e.getMessage());
            } else {
                LOG.error("An expiry round failed and will be retried", e);
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

    /** Tiers come before expiry, so that a lock is extended while its copy exists. */
    private void plan(RetentionPolicy policy) {
        ApplyRetentionTiers.Result outcome = tiers.run(policy);
        retentionReporter.report(policy.database(), outcome);
        if (outcome.isWhole()) {
            unfinished.remove(policy.database());
        } else {
            unfinished.add(policy.database());
        }
        retentionReporter.report(policy.database(), announcing.run(policy));
    }
}
