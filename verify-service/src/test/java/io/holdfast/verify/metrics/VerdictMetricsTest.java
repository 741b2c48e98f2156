package io.holdfast.verify.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.verify.verifying.Verdict;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VerdictMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final VerdictMetrics verdictMetrics = new VerdictMetrics(registry);

    @Test
    void every_outcome_is_counted_from_nought_so_that_the_first_one_is_an_increase() {
        assertThat(counts()).isEqualTo(Map.of("verified", 0L, "suspected", 0L, "condemned", 0L, "inconclusive", 0L));
    }

    @Test
    void an_end_is_counted_by_its_outcome() {
        verdictMetrics.ended(new Verdict.Condemned(List.of()), Duration.ofSeconds(3));

        assertThat(counts()).containsEntry("condemned", 1L).containsEntry("verified", 0L);
    }

    private Map<String, Long> counts() {
        return registry.find("holdfast_verification_duration_seconds").timers().stream()
                .collect(Collectors.toMap(timer -> timer.getId().getTag("outcome"), Timer::count));
    }
}
