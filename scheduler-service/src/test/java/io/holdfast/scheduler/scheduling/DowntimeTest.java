package io.holdfast.scheduler.scheduling;

import static io.holdfast.scheduler.scheduling.SchedulingFixture.SLOT;
import static io.holdfast.scheduler.scheduling.SchedulingFixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.settings.schedule.CronExpression;
import io.holdfast.settings.schedule.MissedRunPolicy;
import org.junit.jupiter.api.Test;

/** Slots that came while the scheduler was down, its catalogue lost or its clock wrong. */
class DowntimeTest {

    @Test
    void downtime_is_made_up_for_by_one_run_for_the_newest_slot() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-18T12:00:00Z", SchedulingFixture.daily());
        fixture.tick();

        fixture.sleepUntil("2026-11-22T04:00:00Z");

        assertThat(fixture.ledger.requested()).containsExactly(at(SLOT));
        assertThat(fixture.ledger.missed())
                .containsExactly(at("2026-11-19T02:00:00Z"), at("2026-11-20T02:00:00Z"), at("2026-11-21T02:00:00Z"));
    }

    @Test
    void a_newest_slot_whose_deadline_has_passed_in_downtime_is_missed_and_still_run() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.tick();

        fixture.sleepUntil("2026-11-22T12:00:00Z");

        assertThat(fixture.ledger.requested()).containsExactly(at(SLOT));
        assertThat(((Slot.Missed) fixture.slot(SLOT)).why())
                .startsWith("The backup was requested only at 2026-11-22T12:00:00Z, because the scheduler was not running");
    }

    @Test
    void skipping_makes_nothing_up_and_announces_it() {
        SchedulingFixture fixture =
                new SchedulingFixture("2026-11-20T12:00:00Z", SchedulingFixture.daily(new MissedRunPolicy.Skip()));
        fixture.tick();

        fixture.sleepUntil("2026-11-22T02:06:00Z");
        fixture.runUntil("2026-11-22T08:02:00Z");

        assertThat(fixture.ledger.requested()).isEmpty();
        assertThat(fixture.ledger.missed()).containsExactly(at("2026-11-21T02:00:00Z"), at(SLOT));
    }

    @Test
    void skipping_does_not_mean_a_slot_that_is_only_a_little_late() {
        SchedulingFixture fixture =
                new SchedulingFixture("2026-11-20T12:00:00Z", SchedulingFixture.daily(new MissedRunPolicy.Skip()));
        fixture.tick();

        fixture.sleepUntil("2026-11-22T02:04:00Z");

        assertThat(fixture.ledger.requested()).containsExactly(at(SLOT));
    }

    @Test
    void running_all_runs_as_many_as_allowed_the_newest_ones() {
        SchedulingFixture fixture =
                new SchedulingFixture("2026-11-17T12:00:00Z", SchedulingFixture.daily(new MissedRunPolicy.RunAll(2)));
        fixture.tick();

        fixture.sleepUntil("2026-11-22T04:00:00Z");

        assertThat(fixture.ledger.requested()).containsExactly(at("2026-11-21T02:00:00Z"), at(SLOT));
    }

    @Test
    void slots_passed_over_are_settled_by_the_run_for_a_newer_one_if_it_ends_in_time() {
        SchedulingFixture fixture = new SchedulingFixture(
                "2026-11-22T00:30:00Z",
                SchedulingFixture.schedule(CronExpression.parse("0 * * * *"), new MissedRunPolicy.RunNewest()));
        fixture.tick();
        fixture.sleepUntil("2026-11-22T03:30:00Z");
        assertThat(fixture.ledger.requested()).containsExactly(at("2026-11-22T03:00:00Z"));

        fixture.complete("2026-11-22T03:30:05Z", "2026-11-22T03:40:00Z");
        fixture.tick();

        assertThat(fixture.ledger
                        .states(SchedulingFixture.APP_FULL, fixture.clock.instant())
                        .values())
                .containsExactly("settled", "settled", "settled");
    }

    @Test
    void an_answer_that_a_restored_catalogue_has_forgotten_asks_for_nothing_again() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.tick();

        fixture.answer(SLOT, new SlotRequestState.Accepted());
        fixture.sleepUntil("2026-11-22T02:30:00Z");

        assertThat(fixture.slot(SLOT).state()).isEqualTo("requested");
        assertThat(fixture.ledger.requested()).isEmpty();
    }

    @Test
    void after_the_loss_of_the_catalogue_planning_goes_on_from_the_newest_slot_on_the_log() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-22T04:00:00Z", SchedulingFixture.daily());

        fixture.ledger.newestHeard.put(SchedulingFixture.APP_FULL, at("2026-11-20T02:00:00Z"));
        fixture.tick();

        assertThat(fixture.ledger.missed()).containsExactly(at("2026-11-20T02:00:00Z"), at("2026-11-21T02:00:00Z"));
        assertThat(fixture.ledger.requested()).containsExactly(at(SLOT));
    }

    @Test
    void a_log_that_ends_long_ago_tells_of_at_most_a_week_of_silence() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-22T04:00:00Z", SchedulingFixture.daily());

        fixture.ledger.newestHeard.put(SchedulingFixture.APP_FULL, at("2025-01-01T02:00:00Z"));
        fixture.tick();

        assertThat(fixture.ledger.missed()).hasSize(6);
    }

    @Test
    void a_minute_of_a_clock_far_ahead_costs_no_later_day_its_backup() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.tick();
        fixture.sleepUntil("2026-12-21T12:00:00Z");

        fixture.sleepUntil("2026-11-21T12:02:00Z");
        fixture.runUntil("2026-11-25T12:00:00Z");

        assertThat(fixture.ledger.requested())
                .containsExactly(
                        at("2026-12-21T02:00:00Z"),
                        at(SLOT),
                        at("2026-11-23T02:00:00Z"),
                        at("2026-11-24T02:00:00Z"),
                        at("2026-11-25T02:00:00Z"));
        assertThat(fixture.ledger.missed().stream().distinct()).hasSize(30);
    }
}
