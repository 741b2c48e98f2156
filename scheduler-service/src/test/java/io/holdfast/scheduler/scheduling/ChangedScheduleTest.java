package io.holdfast.scheduler.scheduling;

import static io.holdfast.scheduler.scheduling.SchedulingFixture.SLOT;
import static io.holdfast.scheduler.scheduling.SchedulingFixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.settings.schedule.DailyRecurrence;
import io.holdfast.settings.schedule.MissedRunPolicy;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Schedules that are changed, removed, or added again. */
class ChangedScheduleTest {

    @Test
    void a_changed_schedule_deletes_later_slots_and_keeps_due_ones() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.runUntil("2026-11-22T03:00:00Z");

        fixture.reconfigure(
                SchedulingFixture.schedule(DailyRecurrence.parse("daily", "05:00"), new MissedRunPolicy.RunNewest()));
        fixture.runUntil("2026-11-22T09:00:00Z");

        assertThat(fixture.ledger.requested()).containsExactly(at(SLOT), at("2026-11-22T05:00:00Z"));
        assertThat(fixture.ledger.missed()).containsExactly(at(SLOT));
        assertThat(fixture.ledger.of(SchedulingFixture.APP_FULL)).doesNotContainKey(at("2026-11-23T02:00:00Z"));
    }

    @Test
    void a_longer_deadline_applies_to_future_slots() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.tick();

        fixture.reconfigure(new Schedule(
                SchedulingFixture.APP_FULL,
                DailyRecurrence.parse("daily", "02:00"),
                ZoneId.of("UTC"),
                new MissedRunPolicy.RunNewest(),
                Duration.ofHours(12)));
        fixture.tick();

        assertThat(fixture.slot(SLOT).deadline()).isEqualTo(at("2026-11-22T14:00:00Z"));
    }

    @Test
    void a_removed_schedule_withdraws_its_open_slots_without_an_alert() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.runUntil("2026-11-22T03:00:00Z");

        fixture.clock.advance(Duration.ofMinutes(11));
        fixture.ledger.withdrawUnseen(Duration.ofMinutes(10), fixture.clock.instant());

        assertThat(fixture.slot(SLOT).state()).isEqualTo("withdrawn");
        assertThat(fixture.ledger.missed()).isEmpty();
    }

    @Test
    void a_schedule_added_again_after_months_has_no_missed_slots() {
        SchedulingFixture fixture = new SchedulingFixture("2026-11-21T12:00:00Z", SchedulingFixture.daily());
        fixture.runUntil("2026-11-22T03:00:00Z");
        fixture.clock.advance(Duration.ofMinutes(11));
        fixture.ledger.withdrawUnseen(Duration.ofMinutes(10), fixture.clock.instant());
        fixture.ledger.newestOnLog.put(SchedulingFixture.APP_FULL, at(SLOT));

        fixture.sleepUntil("2027-03-01T12:00:00Z");

        assertThat(fixture.ledger.missed()).isEmpty();
        assertThat(fixture.ledger.requested()).containsExactly(at(SLOT));
    }
}
