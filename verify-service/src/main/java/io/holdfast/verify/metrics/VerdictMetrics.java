package io.holdfast.verify.metrics;

import io.holdfast.verify.verifying.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/**
 * How verifications end. Every outcome is there from the start: to Prometheus, a series that begins with 1 has not
 * increased, and the first condemnation would alert nobody.
 */
final class VerdictMetrics {

    private final MeterRegistry registry;

    VerdictMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Class<?> verdict : Verdict.class.getPermittedSubclasses()) {
            timer(verdict);
        }
    }

    void ended(Verdict verdict, Duration took) {
        timer(verdict.getClass()).record(took);
    }

    private Timer timer(Class<?> verdict) {
        return registry.timer(
                "holdfast_verification_duration_seconds",
                "outcome",
                verdict.getSimpleName().toLowerCase(Locale.ROOT));
    }
}
