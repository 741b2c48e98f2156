package io.holdfast.retention.schedule;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.Kind;
import io.holdfast.events.log.CatalogueAway;
import io.holdfast.retention.expiring.Policies;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.State;
import io.holdfast.retention.expiring.Transactions;
import io.holdfast.retention.postgres.JdbcBooks;
import io.holdfast.retention.scoring.Score;
import io.holdfast.store.settings.Destinations;
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

/** The scores of all configured databases, as they are now, and as gauges. */
@ApplicationScoped
public class Scores {

    private static final Logger LOG = Logger.getLogger(Scores.class);

    private final JdbcBooks books;
    private final Transactions transactions;
    private final Policies policies;
    private final Map<String, Score.Place> places;
    private final Clock clock;
    private final MultiGauge copies;
    private final MultiGauge media;
    private final MultiGauge offSite;
    private final MultiGauge immutable;
    private final MultiGauge unproven;
    private final MultiGauge locksMissing;

    Scores(
            JdbcBooks books,
            Transactions transactions,
            Policies policies,
            Destinations destinations,
            Clock clock,
            MeterRegistry registry) {
        this.books = books;
        this.transactions = transactions;
        this.policies = policies;
        this.places = destinations.all().stream()
                .collect(Collectors.toMap(
                        one -> one.id(),
                        one -> new Score.Place(one.site().medium(), one.site().isOffSite())));
        this.clock = clock;
        this.copies = gauge("holdfast_score_copies", "Copies of the data, the database itself included", registry);
        this.media = gauge("holdfast_score_media", "Different media of the newest verified backup", registry);
        this.offSite = gauge("holdfast_score_off_site", "Copies of it off the host", registry);
        this.immutable = gauge("holdfast_score_immutable", "Copies of it that nobody can delete now", registry);
        this.unproven = gauge("holdfast_score_unproven", "Copies of it that are bad or were not read again", registry);
        this.locksMissing = gauge("holdfast_locks_missing", "Copies whose lock is missing or too short", registry);
    }

    private static MultiGauge gauge(String name, String description, MeterRegistry registry) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    /** One for each configured database. Used within a transaction. */
    public List<Score> all() {
        return policies.all().stream()
                .map(RetentionPolicy::database)
                .map(this::of)
                .toList();
    }

    private Score of(DatabaseId database) {
        return Score.of(
                database,
                books.list(database.value(), Kind.FULL.word(), State.VERIFIED.word(), 1).stream()
                        .findFirst(),
                places,
                clock.instant());
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        try {
            List<Score> scores = transactions.inOne(this::all);
            show(copies, scores, Score::copies);
            show(media, scores, Score::media);
            show(offSite, scores, Score::offSite);
            show(immutable, scores, Score::immutable);
            show(unproven, scores, Score::unproven);
            Map<DatabaseId, Long> missing = transactions.inOne(() -> books.locksMissing(clock.instant()));
            show(locksMissing, scores, score -> missing.getOrDefault(score.database(), 0L));
        } catch (RuntimeException e) {
            if (!CatalogueAway.isCauseOf(e)) {
                LOG.error("The scores could not be counted", e);
            }
        }
    }

    private static void show(MultiGauge gauge, List<Score> scores, ToDoubleFunction<Score> figure) {
        gauge.register(
                scores.stream()
                        .<Row<?>>map(score ->
                                Row.of(Tags.of("database", score.database().value()), figure.applyAsDouble(score)))
                        .toList(),
                true);
    }
}
