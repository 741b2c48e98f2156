package io.holdfast.dump.dumping;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Failure;
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
            @ForAll Failure failure, @ForAll @IntRange(min = 1, max = 100) int attempt) {
        switch (POLICY.after(failure, attempt, attempt)) {
            case Retry.After again -> {
                assertThat(again.delay()).isBetween(Duration.ZERO, Duration.ofMinutes(15));
                assertThat(attempt).isLessThan(50);
            }
            case Retry.GiveUp end -> assertThat(attempt).isPositive();
        }
    }

    @Example
    void pauses_double_up_to_the_longest() {
        List<Retry> retries = IntStream.rangeClosed(1, 8)
                .mapToObj(failures -> POLICY.after(Failure.UNREACHABLE, failures, failures))
                .toList();

        assertThat(retries)
                .extracting(retry ->
                        retry instanceof Retry.After after ? after.delay().toSeconds() : -1)
                .containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 640L, 900L);
    }

    @Example
    void a_vault_that_is_sealed_is_waited_for_like_a_server_that_is_away() {
        assertThat(POLICY.after(Failure.CREDENTIALS_UNAVAILABLE, 11, 11))
                .isEqualTo(POLICY.after(Failure.UNREACHABLE, 11, 11))
                .isInstanceOf(Retry.After.class);
    }

    @Example
    void what_only_a_person_can_mend_is_not_tried_again() {
        for (Failure failure : List.of(
                Failure.AUTHENTICATION,
                Failure.NO_SUCH_DATABASE,
                Failure.VERSION,
                Failure.PERMISSION,
                Failure.SOURCE_DAMAGED,
                Failure.WRONG_ENCODING)) {
            assertThat(POLICY.after(failure, 1, 1)).as(failure.name()).isEqualTo(new Retry.GiveUp());
        }
    }

    @Example
    void what_passes_soon_is_tried_again_soon() {
        for (Failure failure : List.of(Failure.SERVER_BUSY, Failure.OBJECTS_DROPPED, Failure.LOCK_TIMEOUT)) {
            assertThat(POLICY.after(failure, 1, 1))
                    .as(failure.name())
                    .isEqualTo(new Retry.After(Duration.ofSeconds(10)));
        }
    }

    @Example
    void what_is_not_recognised_is_given_up_after_some_tries() {
        assertThat(POLICY.after(Failure.UNRECOGNISED, 3, 3)).isEqualTo(new Retry.After(Duration.ofSeconds(40)));
        assertThat(POLICY.after(Failure.UNRECOGNISED, 4, 4)).isEqualTo(new Retry.GiveUp());
    }

    @Example
    void a_lost_worker_costs_no_time_and_no_try() {
        assertThat(POLICY.after(Failure.INTERRUPTED, 30, 0)).isEqualTo(new Retry.After(Duration.ZERO));
        assertThat(POLICY.after(Failure.TOOL_FAILED, 31, 1)).isEqualTo(new Retry.After(Duration.ofSeconds(10)));
    }
}
