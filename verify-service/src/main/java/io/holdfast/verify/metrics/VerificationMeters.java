package io.holdfast.verify.metrics;

import io.holdfast.verify.postgres.Readings;
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

/** How trust stands, in numbers. */
@ApplicationScoped
public class VerificationMeters {

    private final Outcomes outcomes;
    private final Readings readings;
    private final Clock clock;
    private final MultiGauge lastVerified;
    private final MultiGauge setAside;
    private volatile Readings.Queue queue = new Readings.Queue(0, Duration.ZERO);

    VerificationMeters(MeterRegistry registry, Readings readings, Clock clock) {
        this.outcomes = new Outcomes(registry);
        this.readings = readings;
        this.clock = clock;
        this.lastVerified = MultiGauge.builder("holdfast_backup_last_verified_timestamp_seconds")
                .description("When the newest verified backup was verified, in seconds since 1970")
                .register(registry);
        this.setAside = MultiGauge.builder("holdfast_verification_set_aside")
                .description("Backups whose verification is set aside, because workers died during it")
                .register(registry);
        registry.gauge("holdfast_verification_queue_length", this, meters -> meters.queue.length());
        registry.gauge(
                "holdfast_verification_queue_lag_seconds",
                this,
                meters -> meters.queue.lag().toMillis() / 1000.0);
    }

    /** One verification ended here. */
    public void ended(Verdict verdict, Duration took) {
        outcomes.ended(verdict, took);
    }

    /** Reads what is measured in the catalogue. */
    public void look() {
        queue = readings.queue(clock.instant());
        List<Readings.LastVerified> verified = readings.lastVerified();
        lastVerified.register(
                verified.stream()
                        .map(last -> MultiGauge.Row.of(
                                Tags.of("database", last.database(), "kind", last.kind()),
                                last.at().getEpochSecond()))
                        .toList(),
                true);
        Map<String, Long> aside = readings.setAside().stream()
                .collect(Collectors.groupingBy(Readings.SetAside::database, Collectors.counting()));
        verified.forEach(last -> aside.putIfAbsent(last.database(), 0L));
        setAside.register(
                aside.entrySet().stream()
                        .map(one -> MultiGauge.Row.of(Tags.of("database", one.getKey()), one.getValue()))
                        .toList(),
                true);
    }
}
