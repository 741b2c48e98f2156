package io.holdfast.retention.worker;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.log.CatalogueSqlErrorClassifier;
import io.holdfast.retention.expiring.BackupState;
import io.holdfast.retention.expiring.RetentionPolicies;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.TransactionRunner;
import io.holdfast.retention.postgres.JdbcBackupRepository;
import io.holdfast.retention.scoring.BackupScore;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The current scores of all configured databases, also as gauges. */
@ApplicationScoped
public class BackupScoreMetrics {

    private static final Logger LOG = Logger.getLogger(BackupScoreMetrics.class);

    private final JdbcBackupRepository repository;
    private final TransactionRunner transactions;
    private final RetentionPolicies policies;
    private final Map<String, BackupScore.Place> places;
    private final Clock clock;
    private final MultiGauge copies;
    private final MultiGauge media;
    private final MultiGauge offSite;
    private final MultiGauge immutable;
    private final MultiGauge unproven;
    private final MultiGauge locksMissing;

    BackupScoreMetrics(
            JdbcBackupRepository repository,
            TransactionRunner transactions,
            RetentionPolicies policies,
            ConfiguredDestinations destinations,
            Clock clock,
            MeterRegistry registry) {
        this.repository = repository;
        this.transactions = transactions;
        this.policies = policies;
        this.places = destinations.all().stream()
                .collect(Collectors.toMap(
                        one -> one.id(),
                        one -> new BackupScore.Place(
                                one.failureDomain().medium(),
                                one.failureDomain().isOffSite())));
        this.clock = clock;
        this.copies = gauge("holdfast_score_copies", "Copies of the data, including the database itself", registry);
        this.media = gauge("holdfast_score_media", "Different media of the newest verified backup", registry);
        this.offSite = gauge("holdfast_score_off_site", "Copies of it off the host", registry);
        this.immutable = gauge("holdfast_score_immutable", "Copies of it that cannot be deleted now", registry);
        this.unproven = gauge("holdfast_score_unproven", "Copies of it that are bad or were not read again", registry);
        this.locksMissing = gauge("holdfast_locks_missing", "Copies whose lock is missing or too short", registry);
    }

    private static MultiGauge gauge(String name, String description, MeterRegistry registry) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    /** One score for each configured database. Call it in a transaction. */
    public List<BackupScore> all() {
        return policies.all().stream()
                .map(RetentionPolicy::database)
                .map(this::of)
                .toList();
    }

    private BackupScore of(DatabaseId database) {
        return BackupScore.of(
                database,
                repository.list(database.value(), BackupKind.FULL.label(), BackupState.VERIFIED.word(), 1).stream()
                        .findFirst(),
                places,
                clock.instant());
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        try {
            List<BackupScore> scores = transactions.inOne(this::all);
            show(copies, scores, BackupScore::copies);
            show(media, scores, BackupScore::media);
            show(offSite, scores, BackupScore::offSite);
            show(immutable, scores, BackupScore::immutable);
            show(unproven, scores, BackupScore::unproven);
            Map<DatabaseId, Long> missing = transactions.inOne(() -> repository.locksMissing(clock.instant()));
            show(locksMissing, scores, score -> missing.getOrDefault(score.database(), 0L));
        } catch (RuntimeException e) {
            if (!CatalogueSqlErrorClassifier.isCauseOf(e)) {
                LOG.error("Cannot compute the scores", e);
            }
        }
    }

    private static void show(MultiGauge gauge, List<BackupScore> scores, ToDoubleFunction<BackupScore> figure) {
        gauge.register(
                scores.stream()
                        .<Row<?>>map(score ->
                                Row.of(Tags.of("database", score.database().value()), figure.applyAsDouble(score)))
                        .toList(),
                true);
    }
}
