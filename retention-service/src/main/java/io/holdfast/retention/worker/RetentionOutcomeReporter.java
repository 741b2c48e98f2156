package io.holdfast.retention.worker;

import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.AnnounceExpiry;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.DeleteExpiredBackups;
import io.holdfast.retention.expiring.RetentionPolicies;
import io.holdfast.retention.promoting.ApplyRetentionTiers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Writes the results of plans and intents to the log and to metrics. */
@ApplicationScoped
public class RetentionOutcomeReporter {

    private static final Logger LOG = Logger.getLogger("io.holdfast.retention");

    private static final String EXPIRED = "holdfast_backups_expired_total";
    private static final String BYTES = "holdfast_expired_bytes_total";
    private static final String REINSTATED = "holdfast_backups_reinstated_total";
    private static final List<String> COUNTERS = List.of(EXPIRED, BYTES, REINSTATED);

    private final MeterRegistry registry;
    private final Map<DatabaseId, AnnounceExpiry.Result> last = new ConcurrentHashMap<>();
    private final Map<Object, String> waiting = new ConcurrentHashMap<>();

    RetentionOutcomeReporter(MeterRegistry registry, RetentionPolicies policies) {
        this.registry = registry;
        policies.all().forEach(policy -> COUNTERS.forEach(name -> counter(name, policy.database())));
    }

    /** Registers the counter with 0, so that a rate over the first deletion is correct. */
    private Counter counter(String name, DatabaseId database) {
        return registry.counter(name, "database", database.value());
    }

    void report(DatabaseId database, AnnounceExpiry.Result outcome) {
        boolean isNews = !outcome.equals(last.put(database, outcome));
        switch (outcome) {
            case AnnounceExpiry.Result.NothingDue none -> LOG.debugf("%s: nothing to delete", database);
            case AnnounceExpiry.Result.Announced announced ->
                LOG.infof("%s: announced the deletion of %d backups", database, announced.backups());
            case AnnounceExpiry.Result.Withheld withheld -> {
                if (isNews) {
                    LOG.warnf(
                            "%s: plan %s would delete %d backups and requires an approval",
                            database, withheld.plan(), withheld.backups());
                }
            }
            case AnnounceExpiry.Result.Blocked blocked -> {
                if (isNews) {
                    LOG.warnf("%s: nothing is deleted: %s", database, blocked.why());
                }
            }
        }
    }

    void report(DatabaseId database, ApplyRetentionTiers.Result outcome) {
        if (outcome.promoted() > 0 || outcome.moved() > 0) {
            LOG.infof(
                    "%s: promoted %d backups to a weekly, monthly or yearly tier, moved %d copies to an archive class",
                    database, outcome.promoted(), outcome.moved());
        }
    }

    /** The result of the last plan for a database. */
    public Optional<AnnounceExpiry.Result> lastOf(DatabaseId database) {
        return Optional.ofNullable(last.get(database));
    }

    void report(DeleteExpiredBackups.Result outcome) {
        switch (outcome) {
            case DeleteExpiredBackups.Result.Expired expired -> {
                BackupRecord backup = expired.backup();
                waiting.remove(backup.id());
                registry.counter(
                                "holdfast_backups_expired_total",
                                "database",
                                backup.database().value())
                        .increment();
                registry.counter(
                                "holdfast_expired_bytes_total",
                                "database",
                                backup.database().value())
                        .increment(expired.bytes());
                LOG.infof("%s: deleted %s", backup.database(), name(backup));
            }
            case DeleteExpiredBackups.Result.Reinstated reinstated -> {
                BackupRecord backup = reinstated.backup();
                waiting.remove(backup.id());
                registry.counter(
                                "holdfast_backups_reinstated_total",
                                "database",
                                backup.database().value())
                        .increment();
                LOG.infof("%s: %s is kept: %s", backup.database(), name(backup), reinstated.why());
            }
            case DeleteExpiredBackups.Result.Waiting still -> {
                BackupRecord backup = still.backup();
                if (!still.why().equals(waiting.put(backup.id(), still.why()))) {
                    LOG.debugf("%s: %s is not deleted yet: %s", backup.database(), name(backup), still.why());
                }
            }
        }
    }

    private static String name(BackupRecord backup) {
        return backup.making().artifact() == null
                ? backup.id().toString()
                : backup.making().artifact();
    }
}
