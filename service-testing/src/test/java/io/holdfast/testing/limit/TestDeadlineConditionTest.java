package io.holdfast.testing.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestDeadlineConditionTest {

    private static final Instant NOW = Instant.parse("2026-05-18T02:00:00Z");

    @Test
    void without_a_deadline_every_test_runs() {
        assertThat(isSkipped(Map.of())).isFalse();
    }

    @Test
    void before_the_deadline_a_test_runs() {
        assertThat(isSkipped(Map.of(TestDeadlineCondition.DEADLINE, "" + (NOW.getEpochSecond() + 1))))
                .isFalse();
    }

    @Test
    void after_the_deadline_a_test_is_skipped() {
        assertThat(isSkipped(Map.of(TestDeadlineCondition.DEADLINE, "" + NOW.getEpochSecond())))
                .isTrue();
    }

    private static boolean isSkipped(Map<String, String> environment) {
        return new TestDeadlineCondition(environment, Clock.fixed(NOW, ZoneOffset.UTC))
                .evaluate()
                .isDisabled();
    }
}
