package io.holdfast.dump.dumping;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.FailureReason;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RetryPolicyTest {

    private static final RetryPolicy POLICY = new RetryPolicy(Duration.ofSeconds(10), Duration.ofMinutes(15));

    @Property
    void every_failure_is_eventually_given_up_and_never_waits_longer_than_the_maximum(
            @ForAll FailureReason failure, @ForAll @IntRange(min = 1, max = 100) int attempt) {
        switch (POLICY.after(failure, attempt, attempt)) {
            case RunRetryDecision.After again -> {
                assertThat(again.delay()).isBetween(Duration.ZERO, Duration.ofMinutes(15));
                assertThat(attempt).isLessThan(50);
            }
            case RunRetryDecision.GiveUp end -> assertThat(attempt).isPositive();
        }
    }

    @Example
    void delays_double_up_to_the_maximum() {
        List<RunRetryDecision> retries = IntStream.rangeClosed(1, 8)
                .mapToObj(failures -> POLICY.after(FailureReason.UNREACHABLE, failures, failures))
                .toList();

        assertThat(retries)
                .extracting(retry -> retry instanceof RunRetryDecision.After after
                        ? after.delay().toSeconds()
                        : -1)
                .containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, 900L);
    }

    @Example
    void a_sealed_vault_is_retried_like_an_unavailable_server() {
        assertThat(POLICY.after(FailureReason.CREDENTIALS_UNAVAILABLE, 11, 11))
                .isEqualTo(POLICY.after(FailureReason.UNREACHABLE, 11, 11))
                .isInstanceOf(RunRetryDecision.After.class);
    }

    @Example
    void failures_that_require_an_operator_are_not_retried() {
        for (FailureReason failure : List.of(
                FailureReason.AUTHENTICATION,
                FailureReason.NO_SUCH_DATABASE,
                FailureReason.VERSION,
                FailureReason.PERMISSION,
                FailureReason.SOURCE_DAMAGED,
                FailureReason.WRONG_ENCODING)) {
            assertThat(POLICY.after(failure, 1, 1)).as(failure.name()).isEqualTo(new RunRetryDecision.GiveUp());
        }
    }

    @Example
    void short_failures_are_retried_soon() {
        for (FailureReason failure :
                List.of(FailureReason.SERVER_BUSY, FailureReason.OBJECTS_DROPPED, FailureReason.LOCK_TIMEOUT)) {
            assertThat(POLICY.after(failure, 1, 1))
                    .as(failure.name())
                    .isEqualTo(new RunRetryDecision.After(Duration.ofSeconds(10)));
        }
    }

    @Example
    void unrecognised_failures_are_given_up_after_some_attempts() {
        assertThat(POLICY.after(FailureReason.UNRECOGNISED, 3, 3))
                .isEqualTo(new RunRetryDecision.After(Duration.ofSeconds(40)));
        assertThat(POLICY.after(FailureReason.UNRECOGNISED, 4, 4)).isEqualTo(new RunRetryDecision.GiveUp());
    }

    @Example
    void a_lost_worker_causes_no_delay_and_no_counted_failure() {
        assertThat(POLICY.after(FailureReason.INTERRUPTED, 30, 0)).isEqualTo(new RunRetryDecision.After(Duration.ZERO));
        assertThat(POLICY.after(FailureReason.TOOL_FAILED, 31, 1))
                .isEqualTo(new RunRetryDecision.After(Duration.ofSeconds(10)));
    }
}
