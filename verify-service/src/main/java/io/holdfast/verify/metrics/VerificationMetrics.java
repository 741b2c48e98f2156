package io.holdfast.verify.metrics;

import io.holdfast.verify.postgres.VerificationQueries;
import io.holdfast.verify.verifying.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Metrics of verifications. */
@ApplicationScoped
public class VerificationMetrics {

    private final VerdictMetrics verdictMetrics;
    private final VerificationQueries queries;
    private final Clock clock;
    private final MultiGauge lastVerified;
    private final MultiGauge setAside;
    private volatile VerificationQueries.Queue queue = new VerificationQueries.Queue(0, Duration.ZERO);

    VerificationMetrics(MeterRegistry registry, VerificationQueries queries, Clock clock) {
        this.verdictMetrics = new VerdictMetrics(registry);
        this.queries = queries;
        this.clock = clock;
        this.lastVerified = MultiGauge.builder("holdfast_backup_last_verified_timestamp_seconds")
                .description("Time at which the newest verified backup was verified, in seconds since 1970")
                .register(registry);
        this.setAside = MultiGauge.builder("holdfast_verification_set_aside")
                .description("Backups whose verification is set aside because workers died during it")
                .register(registry);
        registry.gauge("holdfast_verification_queue_length", this, meters -> meters.queue.length());
        registry.gauge(
                "holdfast_verification_queue_lag_seconds",
                this,
                meters -> meters.queue.lag().toMillis() / 1000.0);
    }

    /** Records a verification that ended in this process. */
    public void ended(Verdict verdict, Duration took) {
        verdictMetrics.ended(verdict, took);
    }

    /** Updates the gauges from the catalog. */
    public void update() {
        queue = queries.queue(clock.instant());
        List<VerificationQueries.LastVerified> verified = queries.lastVerified();
        lastVerified.register(
                verified.stream()
                        .map(last -> MultiGauge.Row.of(
                                Tags.of("database", last.database(), "kind", last.kind()),
                                last.at().getEpochSecond()))
                        .toList(),
                true);
        Map<String, Long> aside = queries.setAside().stream()
                .collect(Collectors.groupingBy(VerificationQueries.SetAside::database, Collectors.counting()));
        verified.forEach(last -> aside.putIfAbsent(last.database(), 0L));
        setAside.register(
                aside.entrySet().stream()
                        .map(one -> MultiGauge.Row.of(Tags.of("database", one.getKey()), one.getValue()))
                        .toList(),
                true);
    }
}
