package io.holdfast.scheduler.scheduling;

import static io.holdfast.scheduler.scheduling.World.SLOT;
import static io.holdfast.scheduler.scheduling.World.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupMissed;
import io.holdfast.events.Kind;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a slot whose backup does not come, or comes late. */
class MissedSlotsTest {

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
    void no_completion_for_a_month_is_a_missed_slot_a_day() {
        World world = new World("2026-11-01T00:00:00Z", World.daily());

        world.runUntil("2026-12-01T00:00:00Z");

        assertThat(world.ledger.requested()).hasSize(30);
        assertThat(world.ledger.missed()).hasSize(30).isEqualTo(world.ledger.requested());
    }
}
