package io.holdfast.verify.metrics;

import io.holdfast.verify.metrics.DecryptionKeyProbe.Probed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Probes the private keys once a day, and more often while the probe fails. */
@ApplicationScoped
public class DecryptionKeyMetrics {

    private static final Duration WHILE_IT_WORKS = Duration.ofDays(1);
    private static final Duration WHILE_IT_FAILS = Duration.ofMinutes(10);

    private final DecryptionKeyProbe probe;
    private final Clock clock;
    private final MeterRegistry registry;
    private final Gauge gauge;
    private @Nullable Instant next;
    private volatile double works = Double.NaN;

    DecryptionKeyMetrics(MeterRegistry registry, DecryptionKeyProbe probe, Clock clock) {
        this.probe = probe;
        this.clock = clock;
        this.registry = registry;
        this.gauge = Gauge.builder("holdfast_encryption_key_works", this, meter -> meter.works)
                .description("1 if the configured private keys decrypt data encrypted to today's recipients")
                .register(registry);
    }

    /**
     * The registry outlives an application that restarts in the same process. Without this, the gauge would read the stopped
     * application.
     */
    @PreDestroy
    void leave() {
        registry.remove(gauge);
    }

    /** Updates the metric. Call it periodically from one thread. The value is NaN if there is nothing to try. */
    public void update() {
        Instant now = clock.instant();
        if (next != null && now.isBefore(next)) {
            return;
        }
        switch (probe.probe()) {
            case Probed.NothingToTry nothing -> next = now.plus(WHILE_IT_WORKS);
            case Probed.Works found -> {
                works = 1;
                next = now.plus(WHILE_IT_WORKS);
            }
            case Probed.Fails failing -> {
                works = 0;
                next = now.plus(WHILE_IT_FAILS);
            }
        }
    }
}
