package io.holdfast.scheduler.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupRequested;
import io.holdfast.events.DumpEvent.BackupMissed;
import io.holdfast.events.Kind;
import io.holdfast.scheduler.cron.CronExpression;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanSlotsTest {

    private static final String SLOT = "2026-11-22T02:00:00Z";

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    @Test
    void a_new_schedule_invents_no_slot_from_before_it_was_known() {
        World world = new World("2026-11-22T02:00:01Z", World.daily());

        world.tick();

        assertThat(world.ledger.of(World.APP_FULL).firstKey()).isEqualTo(at("2026-11-23T02:00:00Z"));
    }

    @Test
    void a_slot_stands_in_the_ledger_before_it_is_due() {
        World world = new World("2026-11-20T02:00:00Z", World.daily());

        world.tick();

        assertThat(world.slot(SLOT).state()).isEqualTo("planned");
        assertThat(world.ledger.requested()).isEmpty();
    }

    @Test
    void a_due_slot_is_requested_in_its_own_name_with_its_kind_written_out() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.tick();

        world.runUntil("2026-11-22T02:01:00Z");

        Decision request = world.ledger.decisions.getLast();
        String id = BackupId.requestIdOfSlot(World.APP_FULL.database(), Kind.FULL, at(SLOT))
                .toString();
        assertThat(request.announcement())
                .contains(new Decision.Announcement(id, new BackupRequested("app", "full", null, at(SLOT))));
    }

    @Test
    void a_slot_is_not_requested_before_the_clocks_of_others_have_reached_it_too() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.tick();

        world.sleepUntil("2026-11-22T02:00:01Z");

        assertThat(world.ledger.requested()).isEmpty();
    }

    @Test
    void a_slot_is_requested_once_however_often_it_is_looked_at() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());

        world.runUntil("2026-11-22T12:00:00Z");

        assertThat(world.ledger.requested()).containsExactly(at(SLOT));
    }

    @Test
    void a_backup_that_started_at_the_slot_settles_it() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.runUntil("2026-11-22T02:30:00Z");

        world.complete(SLOT, "2026-11-22T02:20:00Z");
        world.tick();

        assertThat(world.slot(SLOT).state()).isEqualTo("settled");
    }

    @Test
    void a_backup_that_started_before_the_slot_settles_nothing_however_late_it_ends() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.runUntil("2026-11-22T02:30:00Z");

        world.complete("2026-11-22T01:59:59Z", "2026-11-22T02:20:00Z");
        world.runUntil("2026-11-22T08:02:00Z");

        assertThat(world.slot(SLOT).state()).isEqualTo("missed");
    }

    @Test
    void a_backup_that_somebody_else_asked_for_settles_a_slot_that_was_never_requested() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.tick();

        world.complete("2026-11-22T02:10:00Z", "2026-11-22T02:20:00Z");
        world.sleepUntil("2026-11-22T03:00:00Z");

        assertThat(world.slot(SLOT).state()).isEqualTo("settled");
        assertThat(world.ledger.requested()).isEmpty();
    }

    @Test
    void silence_is_announced_once_within_five_minutes_of_the_deadline() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.runUntil("2026-11-22T08:00:00Z");
        assertThat(world.ledger.missed()).isEmpty();

        world.runUntil("2026-11-22T08:05:00Z");

        assertThat(world.ledger.missed()).containsExactly(at(SLOT));
        world.runUntil("2026-11-22T20:00:00Z");
        assertThat(world.ledger.missed()).containsExactly(at(SLOT));
    }

    @Test
    void what_is_announced_as_missed_is_the_backup_that_the_slots_request_asks_for() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.runUntil("2026-11-22T08:02:00Z");

        Decision.Announcement said =
                world.ledger.decisions.getLast().announcement().orElseThrow();

        String request = BackupId.requestIdOfSlot(World.APP_FULL.database(), Kind.FULL, at(SLOT))
                .toString();
        BackupId asked = BackupId.ofRequest(URI.create("/holdfast/scheduler"), request, "app", "full");
        assertThat(said.message())
                .isEqualTo(new BackupMissed(
                        asked,
                        World.APP_FULL.database(),
                        Kind.FULL,
                        at(SLOT),
                        at("2026-11-22T08:00:00Z"),
                        "It was requested, but nobody has accepted it. Is dump-service running?"));
    }

    @Test
    void a_completion_on_its_way_at_the_deadline_is_waited_for() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.runUntil("2026-11-22T08:00:00Z");

        world.complete("2026-11-22T02:00:05Z", "2026-11-22T07:59:59Z");
        world.runUntil("2026-11-22T09:00:00Z");

        assertThat(world.slot(SLOT).state()).isEqualTo("settled");
        assertThat(world.ledger.missed()).isEmpty();
    }

    @Test
    void nothing_is_missed_while_nothing_can_be_heard() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.runUntil("2026-11-22T02:10:00Z");
        world.loseBroker();
        world.runUntil("2026-11-22T12:00:00Z");
        assertThat(world.ledger.missed()).isEmpty();

        world.complete("2026-11-22T02:10:00Z", "2026-11-22T02:30:00Z");
        world.findBroker();
        world.tick();

        assertThat(world.slot(SLOT).state()).isEqualTo("settled");
    }

    @Test
    void slots_are_requested_while_nothing_can_be_heard() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.tick();
        world.loseBroker();

        world.runUntil("2026-11-22T02:01:00Z");

        assertThat(world.ledger.requested()).containsExactly(at(SLOT));
    }

    @Test
    void a_missed_slot_whose_backup_is_completed_afterwards_is_settled_late() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.runUntil("2026-11-22T10:00:00Z");

        world.complete("2026-11-22T09:00:00Z", "2026-11-22T10:00:00Z");
        world.tick();

        assertThat(world.slot(SLOT).state()).isEqualTo("settled_late");
    }

    @Test
    void a_backup_completed_after_the_deadline_is_told_as_missed_though_it_is_there_already() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.runUntil("2026-11-22T02:01:00Z");

        world.complete("2026-11-22T02:00:05Z", "2026-11-22T08:30:00Z");
        world.sleepUntil("2026-11-22T12:00:00Z");

        assertThat(world.ledger.missed()).containsExactly(at(SLOT));
        assertThat(world.slot(SLOT).state()).isEqualTo("settled_late");
    }

    @Test
    void a_request_that_failed_for_good_waits_for_another_backup_until_the_deadline() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.runUntil("2026-11-22T02:05:00Z");
        world.answer(SLOT, new Answer.Ended("failed for good (storage_full): no room"));
        world.runUntil("2026-11-22T03:00:00Z");
        assertThat(world.slot(SLOT).state()).isEqualTo("failed");

        world.complete("2026-11-22T04:00:00Z", "2026-11-22T04:10:00Z");
        world.runUntil("2026-11-22T12:00:00Z");

        assertThat(world.slot(SLOT).state()).isEqualTo("settled");
        assertThat(world.ledger.missed()).isEmpty();
    }

    @Test
    void a_request_that_failed_for_good_is_missed_at_the_deadline_and_says_why() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.runUntil("2026-11-22T02:05:00Z");

        world.answer(SLOT, new Answer.Ended("failed for good (storage_full): no room"));
        world.runUntil("2026-11-22T08:02:00Z");

        assertThat(((Slot.Missed) world.slot(SLOT)).why())
                .isEqualTo("Its request failed for good (storage_full): no room, and no other backup was completed.");
    }

    @Test
    void an_accepted_request_without_a_backup_points_to_the_queue() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.runUntil("2026-11-22T02:05:00Z");

        world.answer(SLOT, new Answer.Accepted());
        world.runUntil("2026-11-22T08:02:00Z");

        assertThat(((Slot.Missed) world.slot(SLOT)).why())
                .isEqualTo(
                        "It was requested, and accepted, but no backup was completed. See dump-service's queue and runs.");
    }

    @Test
    void a_backup_of_its_own_that_began_before_the_slot_points_to_the_clocks() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.runUntil("2026-11-22T02:05:00Z");
        SlotId slot = new SlotId(World.APP_FULL, at(SLOT));

        world.ledger.completions.put(
                World.APP_FULL,
                List.of(new Completion(slot.backup(), at("2026-11-22T01:59:48Z"), at("2026-11-22T02:10:00Z"))));
        world.runUntil("2026-11-22T08:02:00Z");

        assertThat(((Slot.Missed) world.slot(SLOT)).why())
                .startsWith("Its backup began 12s before the slot. Compare the clocks");
    }

    @Test
    void downtime_is_made_up_for_by_one_run_for_the_newest_slot() {
        World world = new World("2026-11-18T12:00:00Z", World.daily());
        world.tick();

        world.sleepUntil("2026-11-22T04:00:00Z");

        assertThat(world.ledger.requested()).containsExactly(at(SLOT));
        assertThat(world.ledger.missed())
                .containsExactly(at("2026-11-19T02:00:00Z"), at("2026-11-20T02:00:00Z"), at("2026-11-21T02:00:00Z"));
    }

    @Test
    void a_newest_slot_whose_deadline_has_passed_in_downtime_is_missed_and_still_run() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.tick();

        world.sleepUntil("2026-11-22T12:00:00Z");

        assertThat(world.ledger.requested()).containsExactly(at(SLOT));
        assertThat(((Slot.Missed) world.slot(SLOT)).why())
                .startsWith("It was requested only at 2026-11-22T12:00:00Z, because the scheduler was not deciding");
    }

    @Test
    void skipping_makes_nothing_up_and_announces_it() {
        World world = new World("2026-11-20T12:00:00Z", World.daily(new MissedRuns.Skip()));
        world.tick();

        world.sleepUntil("2026-11-22T02:06:00Z");
        world.runUntil("2026-11-22T08:02:00Z");

        assertThat(world.ledger.requested()).isEmpty();
        assertThat(world.ledger.missed()).containsExactly(at("2026-11-21T02:00:00Z"), at(SLOT));
    }

    @Test
    void skipping_does_not_mean_a_slot_that_is_only_a_little_late() {
        World world = new World("2026-11-20T12:00:00Z", World.daily(new MissedRuns.Skip()));
        world.tick();

        world.sleepUntil("2026-11-22T02:04:00Z");

        assertThat(world.ledger.requested()).containsExactly(at(SLOT));
    }

    @Test
    void running_all_runs_as_many_as_allowed_the_newest_ones() {
        World world = new World("2026-11-17T12:00:00Z", World.daily(new MissedRuns.RunAll(2)));
        world.tick();

        world.sleepUntil("2026-11-22T04:00:00Z");

        assertThat(world.ledger.requested()).containsExactly(at("2026-11-21T02:00:00Z"), at(SLOT));
    }

    @Test
    void slots_passed_over_are_settled_by_the_run_for_a_newer_one_if_it_ends_in_time() {
        World world = new World(
                "2026-11-22T00:30:00Z", World.schedule(CronExpression.parse("0 * * * *"), new MissedRuns.RunNewest()));
        world.tick();
        world.sleepUntil("2026-11-22T03:30:00Z");
        assertThat(world.ledger.requested()).containsExactly(at("2026-11-22T03:00:00Z"));

        world.complete("2026-11-22T03:30:05Z", "2026-11-22T03:40:00Z");
        world.tick();

        assertThat(world.ledger.states(World.APP_FULL, world.clock.instant()).values())
                .containsExactly("settled", "settled", "settled");
    }

    @Test
    void no_completion_for_a_month_is_a_missed_slot_a_day() {
        World world = new World("2026-11-01T00:00:00Z", World.daily());

        world.runUntil("2026-12-01T00:00:00Z");

        assertThat(world.ledger.requested()).hasSize(30);
        assertThat(world.ledger.missed()).hasSize(30).isEqualTo(world.ledger.requested());
    }

    @Test
    void an_answer_that_a_restored_catalogue_has_forgotten_asks_for_nothing_again() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.tick();

        world.answer(SLOT, new Answer.Accepted());
        world.sleepUntil("2026-11-22T02:30:00Z");

        assertThat(world.slot(SLOT).state()).isEqualTo("requested");
        assertThat(world.ledger.requested()).isEmpty();
    }

    @Test
    void after_the_loss_of_the_catalogue_planning_goes_on_from_the_newest_slot_on_the_log() {
        World world = new World("2026-11-22T04:00:00Z", World.daily());

        world.ledger.newestHeard.put(World.APP_FULL, at("2026-11-20T02:00:00Z"));
        world.tick();

        assertThat(world.ledger.missed()).containsExactly(at("2026-11-20T02:00:00Z"), at("2026-11-21T02:00:00Z"));
        assertThat(world.ledger.requested()).containsExactly(at(SLOT));
    }

    @Test
    void a_log_that_ends_long_ago_tells_of_at_most_a_week_of_silence() {
        World world = new World("2026-11-22T04:00:00Z", World.daily());

        world.ledger.newestHeard.put(World.APP_FULL, at("2025-01-01T02:00:00Z"));
        world.tick();

        assertThat(world.ledger.missed()).hasSize(6);
    }

    @Test
    void a_changed_schedule_forgets_later_slots_and_keeps_due_ones() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.runUntil("2026-11-22T03:00:00Z");

        world.reconfigure(World.schedule(WallTime.parse("daily", "05:00"), new MissedRuns.RunNewest()));
        world.runUntil("2026-11-22T09:00:00Z");

        assertThat(world.ledger.requested()).containsExactly(at(SLOT), at("2026-11-22T05:00:00Z"));
        assertThat(world.ledger.missed()).containsExactly(at(SLOT));
        assertThat(world.ledger.of(World.APP_FULL)).doesNotContainKey(at("2026-11-23T02:00:00Z"));
    }

    @Test
    void a_longer_deadline_counts_for_the_slots_that_are_still_to_come() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.tick();

        world.reconfigure(new Schedule(
                World.APP_FULL,
                WallTime.parse("daily", "02:00"),
                ZoneId.of("UTC"),
                new MissedRuns.RunNewest(),
                Duration.ofHours(12)));
        world.tick();

        assertThat(world.slot(SLOT).deadline()).isEqualTo(at("2026-11-22T14:00:00Z"));
    }

    @Test
    void a_schedule_that_was_taken_away_closes_its_open_slots_without_alarm() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.runUntil("2026-11-22T03:00:00Z");

        world.clock.advance(Duration.ofMinutes(11));
        world.ledger.withdrawUnseen(Duration.ofMinutes(10), world.clock.instant());

        assertThat(world.slot(SLOT).state()).isEqualTo("withdrawn");
        assertThat(world.ledger.missed()).isEmpty();
    }

    @Test
    void a_schedule_that_is_back_after_months_has_missed_nothing_meanwhile() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.runUntil("2026-11-22T03:00:00Z");
        world.clock.advance(Duration.ofMinutes(11));
        world.ledger.withdrawUnseen(Duration.ofMinutes(10), world.clock.instant());
        world.ledger.newestHeard.put(World.APP_FULL, at(SLOT));

        world.sleepUntil("2027-03-01T12:00:00Z");

        assertThat(world.ledger.missed()).isEmpty();
        assertThat(world.ledger.requested()).containsExactly(at(SLOT));
    }

    @Test
    void a_minute_of_a_clock_far_ahead_costs_no_later_day_its_backup() {
        World world = new World("2026-11-21T12:00:00Z", World.daily());
        world.tick();
        world.sleepUntil("2026-12-21T12:00:00Z");

        world.sleepUntil("2026-11-21T12:02:00Z");
        world.runUntil("2026-11-25T12:00:00Z");

        assertThat(world.ledger.requested())
                .containsExactly(
                        at("2026-12-21T02:00:00Z"),
                        at(SLOT),
                        at("2026-11-23T02:00:00Z"),
                        at("2026-11-24T02:00:00Z"),
                        at("2026-11-25T02:00:00Z"));
        assertThat(world.ledger.missed().stream().distinct()).hasSize(30);
    }
}
