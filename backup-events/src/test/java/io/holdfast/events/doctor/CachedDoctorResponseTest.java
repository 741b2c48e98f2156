package io.holdfast.events.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.localstack.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CachedDoctorResponseTest {

    private static final Instant NOW = Instant.parse("2026-05-18T02:00:00Z");

    private final SettableClock clock = new SettableClock(NOW);
    private int examinations;
    private final CachedDoctorResponse recent = new CachedDoctorResponse(this::examine, clock, Duration.ofSeconds(3));

    @Test
    void within_some_seconds_the_checks_do_not_run_again() {
        List<DoctorCheckResult> first = recent.get();
        clock.set(NOW.plusMillis(2_999));

        assertThat(recent.get()).isEqualTo(first);
        assertThat(examinations).isEqualTo(1);
    }

    @Test
    void afterwards_the_checks_run_again() {
        recent.get();
        clock.set(NOW.plusSeconds(3));

        assertThat(recent.get()).containsExactly(DoctorCheckResult.ok("broker", "2"));
    }

    @Test
    void a_clock_that_was_set_back_does_not_cache_an_answer_forever() {
        recent.get();
        clock.set(NOW.minusSeconds(3_600));

        assertThat(recent.get()).containsExactly(DoctorCheckResult.ok("broker", "2"));
    }

    private List<DoctorCheckResult> examine() {
        examinations++;
        return List.of(DoctorCheckResult.ok("broker", Integer.toString(examinations)));
    }
}
