package io.holdfast.verify.metrics;

import io.holdfast.verify.postgres.VerifierSelfTestRepository;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The result of the last self-test of the verifier with a damaged copy. */
@ApplicationScoped
public class VerifierSelfTestMetrics {

    private final MeterRegistry registry;
    private final List<Gauge> gauges;
    private volatile double noticed = Double.NaN;
    private volatile double at = Double.NaN;

    VerifierSelfTestMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.gauges = List.of(
                Gauge.builder("holdfast_verifier_probe_noticed", this, meter -> meter.noticed)
                        .description("1 if the verifier condemned the damaged copy in its last self-test")
                        .register(registry),
                Gauge.builder("holdfast_verifier_probe_timestamp_seconds", this, meter -> meter.at)
                        .description("Time of the last self-test with a damaged copy, in seconds since 1970")
                        .register(registry));
    }

    /**
     * The registry outlives an application that restarts in the same process. Without this, the gauge would read the stopped
     * application.
     */
    @PreDestroy
    void leave() {
        gauges.forEach(registry::remove);
    }

    /** Updates the gauges. They are NaN before the first self-test. */
    public void show(Optional<VerifierSelfTestRepository.Last> last) {
        last.ifPresent(probe -> {
            noticed = probe.noticed() ? 1 : 0;
            at = probe.at().getEpochSecond();
        });
    }
}
