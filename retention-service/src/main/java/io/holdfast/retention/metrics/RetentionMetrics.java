package io.holdfast.retention.metrics;

import io.holdfast.events.log.CatalogueSqlErrorClassifier;
import io.holdfast.retention.expiring.AnnounceExpiry.Result.Withheld;
import io.holdfast.retention.expiring.RetentionPolicies;
import io.holdfast.retention.postgres.BackupStatistics;
import io.holdfast.retention.postgres.BackupStatistics.Group;
import io.holdfast.retention.storage.DestinationScanResult;
import io.holdfast.retention.worker.RetentionOutcomeReporter;
import io.holdfast.retention.worker.StorageScanScheduler;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Gauges of the backup records and the scans. Each update replaces all rows of a gauge. */
@ApplicationScoped
class RetentionMetrics {

    private static final Logger LOG = Logger.getLogger(RetentionMetrics.class);

    private final BackupStatistics figures;
    private final StorageScanScheduler scanScheduler;
    private final RetentionOutcomeReporter retentionReporter;
    private final RetentionPolicies policies;
    private final ConfiguredDestinations destinations;
    private final MultiGauge backups;
    private final MultiGauge keptBytes;
    private final MultiGauge lastVerified;
    private final MultiGauge withheld;
    private final MultiGauge orphans;
    private final MultiGauge losses;

    RetentionMetrics(
            BackupStatistics figures,
            StorageScanScheduler scanScheduler,
            RetentionOutcomeReporter retentionReporter,
            RetentionPolicies policies,
            ConfiguredDestinations destinations,
            MeterRegistry registry) {
        this.figures = figures;
        this.scanScheduler = scanScheduler;
        this.retentionReporter = retentionReporter;
        this.policies = policies;
        this.destinations = destinations;
        this.backups = gauge("holdfast_backups", "Backups by state", registry);
        this.keptBytes = gauge("holdfast_kept_bytes", "Size of the stored backups", registry);
        this.lastVerified =
                gauge("holdfast_last_verified_timestamp_seconds", "When a stored backup was last verified", registry);
        this.withheld = gauge("holdfast_expiry_withheld", "1 while a plan waits for an approval", registry);
        this.orphans = gauge("holdfast_orphans", "Files without a record", registry);
        this.losses = gauge("holdfast_losses", "Copies whose files are missing", registry);
    }

    private static MultiGauge gauge(String name, String description, MeterRegistry registry) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        try {
            List<Group> groups = figures.groups();
            backups.register(
                    groups.stream()
                            .map(group -> Row.of(
                                    Tags.of("database", group.database(), "kind", group.kind(), "state", group.state()),
                                    (double) group.backups()))
                            .toList(),
                    true);
            keptBytes.register(byKind(groups, group -> (double) group.bytes(), Double::sum), true);
            lastVerified.register(
                    byKind(
                            groups.stream()
                                    .filter(group -> group.lastVerified() != null)
                                    .toList(),
                            group -> group.lastVerified() == null
                                    ? 0
                                    : group.lastVerified().toEpochMilli() / 1000.0,
                            Math::max),
                    true);
        } catch (RuntimeException e) {
            if (!CatalogueSqlErrorClassifier.isCauseOf(e)) {
                LOG.error("Cannot read the backup statistics", e);
            }
        }
        withheld.register(
                policies.all().stream()
                        .map(policy -> Row.of(
                                Tags.of("database", policy.database().value()),
                                retentionReporter.lastOf(policy.database()).orElse(null) instanceof Withheld
                                        ? 1.0
                                        : 0.0))
                        .toList(),
                true);
        scanScheduler.last().ifPresent(this::scanned);
    }

    private void scanned(DestinationScanResult scan) {
        orphans.register(byDestination(scan.orphans().stream().map(DestinationScanResult.Orphan::destination)), true);
        losses.register(byDestination(scan.losses().stream().map(DestinationScanResult.Loss::destination)), true);
    }

    private List<Row<?>> byDestination(Stream<String> found) {
        Map<String, Double> counts = new TreeMap<>();
        destinations.all().forEach(destination -> counts.put(destination.id(), 0.0));
        found.forEach(destination -> counts.merge(destination, 1.0, Double::sum));
        return rows(counts, destination -> Tags.of("destination", destination));
    }

    private static List<Row<?>> byKind(
            List<Group> groups, Function<Group, Double> value, BinaryOperator<Double> together) {
        Map<List<String>, Double> values = new HashMap<>();
        groups.forEach(group -> values.merge(List.of(group.database(), group.kind()), value.apply(group), together));
        return rows(values, key -> Tags.of("database", key.get(0), "kind", key.get(1)));
    }

    private static <K> List<Row<?>> rows(Map<K, Double> values, Function<K, Tags> tags) {
        return values.entrySet().stream()
                .<Row<?>>map(entry -> Row.of(tags.apply(entry.getKey()), entry.getValue()))
                .toList();
    }
}
