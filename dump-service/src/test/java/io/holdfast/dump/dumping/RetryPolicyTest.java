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
    void every_failure_is_given_up_some_day_and_never_waits_longer_than_the_longest_pause(
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
    void pauses_double_up_to_the_longest() {
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
    void a_vault_that_is_sealed_is_waited_for_like_a_server_that_is_away() {
        assertThat(POLICY.after(FailureReason.CREDENTIALS_UNAVAILABLE, 11, 11))
                .isEqualTo(POLICY.after(FailureReason.UNREACHABLE, 11, 11))
                .isInstanceOf(RunRetryDecision.After.class);
    }

    @Example
    void what_only_a_person_can_mend_is_not_tried_again() {
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
    void what_passes_soon_is_tried_again_soon() {
        for (FailureReason failure :
                List.of(FailureReason.SERVER_BUSY, FailureReason.OBJECTS_DROPPED, FailureReason.LOCK_TIMEOUT)) {
            assertThat(POLICY.after(failure, 1, 1))
                    .as(failure.name())
                    .isEqualTo(new RunRetryDecision.After(Duration.ofSeconds(10)));
        }
    }

    @Example
    void what_is_not_recognised_is_given_up_after_some_tries() {
        assertThat(POLICY.after(FailureReason.UNRECOGNISED, 3, 3))
                .isEqualTo(new RunRetryDecision.After(Duration.ofSeconds(40)));
        assertThat(POLICY.after(FailureReason.UNRECOGNISED, 4, 4)).isEqualTo(new RunRetryDecision.GiveUp());
    }

    @Example
    void a_lost_worker_costs_no_time_and_no_try() {
        assertThat(POLICY.after(FailureReason.INTERRUPTED, 30, 0)).isEqualTo(new RunRetryDecision.After(Duration.ZERO));
        assertThat(POLICY.after(FailureReason.TOOL_FAILED, 31, 1))
                .isEqualTo(new RunRetryDecision.After(Duration.ofSeconds(10)));
    }
}
