package io.holdfast.notify.notifying;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.notify.notifying.NextTry.Again;
import io.holdfast.notify.notifying.NextTry.GivenUp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class NextTryPropertyTest {

    private static final Instant WRITTEN = Instant.parse("2026-05-18T02:00:00Z");
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofHours(1));

    @Property
    void a_pause_is_at_least_half_of_what_is_due_and_never_longer_than_the_longest(
            @ForAll @IntRange(min = 1, max = 100_000) int failures, @ForAll long seed) {
        Duration pause = BACKOFF.pause(failures, new Random(seed));

        Duration due = failures > 10 ? Duration.ofHours(1) : Duration.ofSeconds(5L << (failures - 1));
        assertThat(pause).isLessThanOrEqualTo(due.compareTo(BACKOFF.longest()) > 0 ? BACKOFF.longest() : due);
        assertThat(pause.multipliedBy(2))
                .isGreaterThanOrEqualTo(due.compareTo(BACKOFF.longest()) > 0 ? BACKOFF.longest() : due);
    }

    @Property
    void without_an_age_it_is_tried_for_ever_and_within_a_day(
            @ForAll @IntRange(min = 1, max = 100_000) int failures,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long age,
            @ForAll @LongRange(min = -1_000, max = 4_000_000_000L) long wish,
            @ForAll boolean gone) {
        Instant now = WRITTEN.plusSeconds(age);

        NextTry next = new NextTry.Rule(BACKOFF, Optional.empty())
                .after(failed(wish, gone), WRITTEN, failures, now, new Random(1));

        assertThat(next)
                .isInstanceOfSatisfying(
                        Again.class,
                        again -> assertThat(again.at()).isAfter(now).isBeforeOrEqualTo(now.plus(NextTry.LONGEST_WISH)));
    }

    @Property
    void with_an_age_the_last_try_is_at_its_end_and_then_it_is_given_up(
            @ForAll @IntRange(min = 1, max = 50) int failures,
            @ForAll @LongRange(min = 0, max = 1_000_000) long age,
            @ForAll @LongRange(min = 1, max = 1_000_000) long limit) {
        Instant now = WRITTEN.plusSeconds(age);

        NextTry next = new NextTry.Rule(BACKOFF, Optional.of(Duration.ofSeconds(limit)))
                .after(failed(0, false), WRITTEN, failures, now, new Random(1));

        if (age >= limit) {
            assertThat(next).isInstanceOf(GivenUp.class);
        } else {
            assertThat(next)
                    .isInstanceOfSatisfying(
                            Again.class,
                            again -> assertThat(again.at()).isAfter(now).isBeforeOrEqualTo(WRITTEN.plusSeconds(limit)));
        }
    }

    @Property
    void a_receiver_that_asks_for_time_gets_it(@ForAll @LongRange(min = 3_600, max = 86_400) long wish) {
        NextTry next = new NextTry.Rule(BACKOFF, Optional.empty())
                .after(failed(wish, false), WRITTEN, 1, WRITTEN, new Random(1));

        assertThat(next).isEqualTo(new Again(WRITTEN.plusSeconds(wish)));
    }

    private static Outcome.Failed failed(long wishSeconds, boolean gone) {
        return new Outcome.Failed("HTTP 503", Optional.of(Duration.ofSeconds(wishSeconds)), gone);
    }
}
