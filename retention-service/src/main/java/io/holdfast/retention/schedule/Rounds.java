package io.holdfast.retention.schedule;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.log.CatalogueAway;
import io.holdfast.events.log.Replay;
import io.holdfast.retention.expiring.AnnounceExpiry;
import io.holdfast.retention.expiring.ExpireBackups;
import io.holdfast.retention.expiring.Policies;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.postgres.JdbcBooks;
import io.holdfast.retention.postgres.OneAtATime;
import io.holdfast.retention.promoting.LookAfterTiers;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Daily, after each verification and after each start: plan and announce. In between: carry out what was announced. */
@ApplicationScoped
class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final Replay replay;
    private final Policies policies;
    private final JdbcBooks books;
    private final AnnounceExpiry announcing;
    private final ExpireBackups expiring;
    private final LookAfterTiers tiers;
    private final Set<DatabaseId> unfinished = ConcurrentHashMap.newKeySet();
    private final OneAtATime oneAtATime;
    private final Due due;
    private final Reporting reporting;

    Rounds(
            Replay replay,
            Policies policies,
            JdbcBooks books,
            AnnounceExpiry announcing,
            ExpireBackups expiring,
            LookAfterTiers tiers,
            OneAtATime oneAtATime,
            Due due,
            Reporting reporting) {
        this.replay = replay;
        this.policies = policies;
        this.books = books;
        this.announcing = announcing;
        this.expiring = expiring;
        this.tiers = tiers;
        this.oneAtATime = oneAtATime;
        this.due = due;
        this.reporting = reporting;
        planAll();
    }

    @Scheduled(cron = "${holdfast.retention.at:0 0 4 * * ?}", timeZone = "UTC")
    void planAll() {
        due.addAll(policies.all().stream().map(RetentionPolicy::database).toList());
    }

    /** What stood in the way may be gone. Not more often: to find out may mean to read whole artifacts again. */
    @Scheduled(every = "1h")
    void planBlockedAgain() {
        due.addAll(policies.all().stream()
                .map(RetentionPolicy::database)
                .filter(database -> unfinished.contains(database)
                        || reporting.lastOf(database).orElse(null) instanceof AnnounceExpiry.Outcome.Blocked)
                .toList());
    }

    /** The log has to be read to its end first: an empty catalogue knows of no hold. */
    @Scheduled(every = "${holdfast.retention.every:1s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (!replay.isComplete()) {
            return;
        }
        try {
            if (!due.isEmpty() || books.isAnyExpiring()) {
                oneAtATime.run(this::round);
            }
        } catch (RuntimeException e) {
            if (CatalogueAway.isCauseOf(e)) {
                LOG.warnf("Nothing is deleted while the catalogue is away: %s", e.getMessage());
            } else {
                LOG.error("A round ended early; it is tried again", e);
            }
        }
    }

    private void round() {
        expiring.run().forEach(reporting::tell);
        for (DatabaseId database : due.take()) {
            Optional<RetentionPolicy> policy = policies.of(database);
            policy.ifPresent(this::plan);
        }
    }

    /** What a tier asks for comes before what may go: a lock that has to last is extended while its copy is there. */
    private void plan(RetentionPolicy policy) {
        LookAfterTiers.Outcome outcome = tiers.run(policy);
        reporting.tell(policy.database(), outcome);
        if (outcome.isWhole()) {
            unfinished.remove(policy.database());
        } else {
            unfinished.add(policy.database());
        }
        reporting.tell(policy.database(), announcing.run(policy));
    }
}
