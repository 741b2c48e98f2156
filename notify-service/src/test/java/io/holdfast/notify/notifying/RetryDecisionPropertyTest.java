package io.holdfast.notify.notifying;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.notify.notifying.DeliveryResult.Retry;
import io.holdfast.notify.notifying.RetryDecision.Again;
import io.holdfast.notify.notifying.RetryDecision.GivenUp;
import io.holdfast.notify.notifying.RetryDecision.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RetryDecisionPropertyTest {

    private static final Instant WRITTEN = Instant.parse("2026-05-18T02:00:00Z");
    private static final DeliveryBackoff BACKOFF = new DeliveryBackoff(Duration.ofSeconds(5), Duration.ofHours(1));

    @Property
    void a_pause_is_at_least_half_of_the_back_off_and_at_most_the_maximum(
            @ForAll @IntRange(min = 1, max = 100_000) int failures, @ForAll long seed) {
        Duration pause = BACKOFF.pause(failures, new Random(seed));

        Duration due = failures > 10 ? Duration.ofHours(1) : Duration.ofSeconds(5L << (failures - 1));
        assertThat(pause).isLessThanOrEqualTo(due.compareTo(BACKOFF.longest()) > 0 ? BACKOFF.longest() : due);
        assertThat(pause.multipliedBy(2))
                .isGreaterThanOrEqualTo(due.compareTo(BACKOFF.longest()) > 0 ? BACKOFF.longest() : due);
    }

    @Property
    void without_a_maximum_age_it_is_retried_forever_and_at_least_daily(
            @ForAll @IntRange(min = 1, max = 100_000) int failures,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long age,
            @ForAll @LongRange(min = -1_000, max = 4_000_000_000L) long wish,
            @ForAll boolean refused) {
        Instant now = WRITTEN.plusSeconds(age);

        RetryDecision next = new RetryDecision.Rule(BACKOFF, Optional.empty())
                .after(
                        failed(wish, refused ? Retry.LIMITED : Retry.SOON),
                        WRITTEN,
                        new Row(failures, refused ? failures : 0),
                        now,
                        new Random(1));

        assertThat(next)
                .isInstanceOfSatisfying(
                        Again.class,
                        again -> assertThat(again.at())
                                .isAfter(now)
                                .isBeforeOrEqualTo(now.plus(RetryDecision.MAX_RETRY_AFTER)));
    }

    @Property
    void with_a_maximum_age_the_last_attempt_is_at_its_end(
            @ForAll @IntRange(min = 1, max = 50) int failures,
            @ForAll @LongRange(min = 0, max = 1_000_000) long age,
            @ForAll @LongRange(min = 1, max = 1_000_000) long limit) {
        Instant now = WRITTEN.plusSeconds(age);

        RetryDecision next = new RetryDecision.Rule(BACKOFF, Optional.of(Duration.ofSeconds(limit)))
                .after(failed(0, Retry.SOON), WRITTEN, new Row(failures, 0), now, new Random(1));

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
    void a_requested_pause_is_respected(@ForAll @LongRange(min = 3_600, max = 86_400) long wish) {
        RetryDecision next = new RetryDecision.Rule(BACKOFF, Optional.empty())
                .after(failed(wish, Retry.SOON), WRITTEN, new Row(1, 0), WRITTEN, new Random(1));

        assertThat(next).isEqualTo(new Again(WRITTEN.plusSeconds(wish), Optional.of(WRITTEN.plusSeconds(wish))));
    }

    @Property
    void refused_deliveries_are_retried_with_back_off_and_then_at_the_longest_pause(
            @ForAll @IntRange(min = 1, max = 1_000) int refusals, @ForAll long seed) {
        RetryDecision next = new RetryDecision.Rule(BACKOFF, Optional.empty())
                .after(failed(0, Retry.LIMITED), WRITTEN, new Row(1, refusals), WRITTEN, new Random(seed));

        Instant at = ((Again) next).at();
        if (refusals < RetryDecision.QUICK_REFUSALS) {
            assertThat(at).isBeforeOrEqualTo(WRITTEN.plusSeconds(5));
        } else {
            assertThat(at).isEqualTo(WRITTEN.plus(BACKOFF.longest()));
        }
    }

    @Property
    void nothing_is_sent_or_given_up_after_http_410(
            @ForAll @IntRange(min = 1, max = 50) int failures,
            @ForAll @LongRange(min = 0, max = 1_000_000) long age,
            @ForAll @LongRange(min = 0, max = 1_000_000) long wish) {
        RetryDecision next = new RetryDecision.Rule(BACKOFF, Optional.of(Duration.ofSeconds(1)))
                .after(
                        failed(wish, Retry.NEVER),
                        WRITTEN,
                        new Row(failures, 0),
                        WRITTEN.plusSeconds(age),
                        new Random(1));

        assertThat(next).isEqualTo(new RetryDecision.SinkGone());
    }

    @Property
    void consecutive_refusals_are_counted(@ForAll List<Retry> kinds) {
        Row row = new Row(0, 0);
        for (Retry kind : kinds) {
            row = row.and(failed(0, kind));
        }

        int last = kinds.size();
        while (last > 0 && kinds.get(last - 1) == Retry.LIMITED) {
            last--;
        }
        assertThat(row).isEqualTo(new Row(kinds.size(), kinds.size() - last));
    }

    private static DeliveryResult.Failed failed(long wishSeconds, Retry retry) {
        return new DeliveryResult.Failed("HTTP 503", Optional.of(Duration.ofSeconds(wishSeconds)), retry);
    }
}
