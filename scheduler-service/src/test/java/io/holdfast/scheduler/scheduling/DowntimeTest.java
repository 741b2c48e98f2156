package io.holdfast.scheduler.scheduling;

import static io.holdfast.scheduler.scheduling.SchedulingFixture.SLOT;
import static io.holdfast.scheduler.scheduling.SchedulingFixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.settings.schedule.CronExpression;
import io.holdfast.settings.schedule.MissedRunPolicy;
import org.junit.jupiter.api.Test;

/** Slots that became due while the scheduler was down, its catalog was lost, or its clock was wrong. */
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
        assertThat(((ScheduledSlot.Missed) fixture.slot(SLOT)).why())
                .startsWith(
                        "The backup was requested only at 2026-11-22T12:00:00Z, because the scheduler was not running");
    }

    @Test
    void skip_requests_nothing_and_reports_missed_slots() {
        SchedulingFixture fixture =
                new SchedulingFixture("2026-11-20T12:00:00Z", SchedulingFixture.daily(new MissedRunPolicy.Skip()));
        fixture.tick();

        fixture.sleepUntil("2026-11-22T02:06:00Z");
        fixture.runUntil("2026-11-22T08:02:00Z");

        assertThat(fixture.ledger.requested()).isEmpty();
        assertThat(fixture.ledger.missed()).containsExactly(at("2026-11-21T02:00:00Z"), at(SLOT));
    }

    @Test
    void skip_requests_a_slot_that_is_only_slightly_late() {
        SchedulingFixture fixture =
                new SchedulingFixture("2026-11-20T12:00:00Z", SchedulingFixture.daily(new MissedRunPolicy.Skip()));
        fixture.tick();

        fixture.sleepUntil("2026-11-22T02:04:00Z");

        assertThat(fixture.ledger.requested()).containsExactly(at(SLOT));
    }

    @Test
    void run_all_requests_the_newest_slots_up_to_its_limit() {
        SchedulingFixture fixture =
                new SchedulingFixture("2026-11-17T12:00:00Z", SchedulingFixture.daily(new MissedRunPolicy.RunAll(2)));
        fixture.tick();

        fixture.sleepUntil("2026-11-22T04:00:00Z");

        assertThat(fixture.ledger.requested()).containsExactly(at("2026-11-21T02:00:00Z"), at(SLOT));
    }

    @Test
    void passed_over_slots_are_settled_by_a_newer_backup_that_completes_in_time() {
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
    void a_reply_missing_in_a_restored_catalog_does_not_cause_a_second_request() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.tick();

        fixture.answer(SLOT, new ScheduledSlotRequestState.Accepted());
        fixture.sleepUntil("2026-11-22T02:30:00Z");

        assertThat(fixture.slot(SLOT).state()).isEqualTo("requested");
        assertThat(fixture.ledger.requested()).isEmpty();
    }

    @Test
    void after_the_loss_of_the_catalog_planning_resumes_from_the_newest_slot_on_the_log() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-22T04:00:00Z", SchedulingFixture.daily());

        fixture.ledger.newestOnLog.put(SchedulingFixture.APP_FULL, at("2026-11-20T02:00:00Z"));
        fixture.tick();

        assertThat(fixture.ledger.missed()).containsExactly(at("2026-11-20T02:00:00Z"), at("2026-11-21T02:00:00Z"));
        assertThat(fixture.ledger.requested()).containsExactly(at(SLOT));
    }

    @Test
    void at_most_a_week_of_missed_slots_is_reported_after_the_loss_of_the_catalog() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-22T04:00:00Z", SchedulingFixture.daily());

        fixture.ledger.newestOnLog.put(SchedulingFixture.APP_FULL, at("2025-01-01T02:00:00Z"));
        fixture.tick();

        assertThat(fixture.ledger.missed()).hasSize(6);
    }

    @Test
    void a_clock_far_ahead_for_a_minute_does_not_lose_later_backups() {
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
