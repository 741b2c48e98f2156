package io.holdfast.verify.metrics;

import io.holdfast.verify.postgres.SelfTestRepository;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Whether the verifier noticed when it was last shown a damaged copy. */
@ApplicationScoped
public class SelfTestMetrics {

    private final MeterRegistry registry;
    private final List<Gauge> gauges;
    private volatile double noticed = Double.NaN;
    private volatile double at = Double.NaN;

    SelfTestMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.gauges = List.of(
                Gauge.builder("holdfast_verifier_probe_noticed", this, meter -> meter.noticed)
                        .description("Whether the verifier condemned the damaged copy that it was last shown")
                        .register(registry),
                Gauge.builder("holdfast_verifier_probe_timestamp_seconds", this, meter -> meter.at)
                        .description("When the verifier was last shown a damaged copy, in seconds since 1970")
                        .register(registry));
    }

    /** The registry outlives the application that is started again in the same process, and would go on asking the old one. */
    @PreDestroy
    void leave() {
        gauges.forEach(registry::remove);
    }

    /** NaN where it was never probed. */
    public void show(Optional<SelfTestRepository.Last> last) {
        last.ifPresent(probe -> {
            noticed = probe.noticed() ? 1 : 0;
            at = probe.at().getEpochSecond();
        });
    }
}
