package io.holdfast.scheduler.scheduling;

import static io.holdfast.scheduler.scheduling.World.SLOT;
import static io.holdfast.scheduler.scheduling.World.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.settings.schedule.MissedRuns;
import io.holdfast.settings.schedule.WallTime;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** A schedule that reads differently, goes, or comes back. */
class ChangedScheduleTest {

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
}
