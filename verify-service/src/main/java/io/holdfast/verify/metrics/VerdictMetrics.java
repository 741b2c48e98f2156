package io.holdfast.verify.metrics;

import io.holdfast.verify.verifying.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/**
 * Counts verification outcomes. Every outcome is registered from the start, because Prometheus sees no increase in a series
 * that starts at 1, and the first condemnation would trigger no alert.
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
