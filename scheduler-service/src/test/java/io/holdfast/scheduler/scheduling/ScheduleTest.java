package io.holdfast.scheduler.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.settings.schedule.CronExpression;
import io.holdfast.settings.schedule.DailyRecurrence;
import io.holdfast.settings.schedule.MissedRunPolicy;
import io.holdfast.settings.schedule.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final ScheduleId APP_FULL = new ScheduleId(new DatabaseId("app"), BackupKind.FULL);

    private static Schedule schedule(Recurrence recurrence, String zone) {
        return new Schedule(
                APP_FULL, recurrence, ZoneId.of(zone), new MissedRunPolicy.RunNewest(), Duration.ofHours(6));
    }

    private static Schedule daily(String time, String zone) {
        return schedule(DailyRecurrence.parse("daily", time), zone);
    }

    private static List<Instant> slots(Schedule schedule, String after, String until) {
        return schedule.slotsBetween(Instant.parse(after), Instant.parse(until));
    }

    private static List<Instant> instants(String... texts) {
        return java.util.Arrays.stream(texts).map(Instant::parse).toList();
    }

    @Test
    void a_time_in_the_gap_of_spring_is_an_hour_later_on_that_day_only() {
        assertThat(slots(daily("02:30", "Europe/Berlin"), "2026-03-28T00:00:00Z", "2026-03-30T12:00:00Z"))
                .isEqualTo(instants("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"));
    }

    @Test
    void a_time_that_occurs_twice_in_autumn_is_used_once() {
        assertThat(slots(daily("02:30", "Europe/Berlin"), "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"))
                .isEqualTo(instants("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"));
    }

    @Test
    void the_same_days_written_as_cron_have_the_same_slots() {
        Schedule cron = schedule(CronExpression.parse("30 2 * * *"), "Europe/Berlin");

        assertThat(slots(cron, "2026-03-01T00:00:00Z", "2026-11-30T00:00:00Z"))
                .isEqualTo(slots(daily("02:30", "Europe/Berlin"), "2026-03-01T00:00:00Z", "2026-11-30T00:00:00Z"));
    }

    @Test
    void two_times_that_the_gap_maps_to_one_instant_are_one_slot() {
        Schedule twice = schedule(CronExpression.parse("30 2,3 * * *"), "Europe/Berlin");

        assertThat(slots(twice, "2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z"))
                .isEqualTo(instants("2026-03-29T01:30:00Z"));
    }

    @Test
    void every_hour_counts_elapsed_hours_on_both_changes() {
        Schedule hourly = schedule(CronExpression.parse("0 * * * *"), "Europe/Berlin");

        assertThat(slots(hourly, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"))
                .hasSize(23)
                .doesNotHaveDuplicates();
        assertThat(slots(hourly, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"))
                .hasSize(25)
                .doesNotHaveDuplicates();
    }

    @Test
    void every_minute_of_an_hour_that_is_skipped_does_not_lose_the_day() {
        Schedule wildMinute = schedule(CronExpression.parse("*/20 2 * * *"), "Europe/Berlin");

        assertThat(slots(wildMinute, "2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z"))
                .isEqualTo(instants("2026-03-29T01:00:00Z", "2026-03-29T01:20:00Z", "2026-03-29T01:40:00Z"));
    }

    @Test
    void a_zone_of_half_hours_has_its_slot_at_its_own_two_o_clock() {
        assertThat(slots(daily("02:00", "Asia/Kolkata"), "2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z"))
                .isEqualTo(instants("2026-03-28T20:30:00Z", "2026-03-29T20:30:00Z"));
    }

    @Test
    void a_day_that_a_time_zone_skipped_has_no_slot() {
        assertThat(slots(daily("02:00", "Pacific/Apia"), "2011-12-29T00:00:00Z", "2011-12-31T23:00:00Z"))
                .isEqualTo(instants("2011-12-29T12:00:00Z", "2011-12-30T12:00:00Z", "2011-12-31T12:00:00Z"));
    }

    @Test
    void the_runbooks_sunday_is_sunday_in_utc() {
        assertThat(slots(
                        schedule(DailyRecurrence.parse("sunday", "03:00"), "UTC"),
                        "2026-11-20T00:00:00Z",
                        "2026-12-01T00:00:00Z"))
                .isEqualTo(instants("2026-11-22T03:00:00Z", "2026-11-29T03:00:00Z"));
    }

    @Test
    void a_slot_belongs_to_the_window_that_ends_with_it() {
        assertThat(slots(daily("02:00", "UTC"), "2026-11-22T02:00:00Z", "2026-11-23T02:00:00Z"))
                .isEqualTo(instants("2026-11-23T02:00:00Z"));
    }

    @Test
    void the_next_slot_of_a_leap_day_is_found_years_ahead() {
        assertThat(schedule(CronExpression.parse("0 2 29 2 *"), "UTC").next(Instant.parse("2026-11-22T00:00:00Z")))
                .contains(Instant.parse("2028-02-29T02:00:00Z"));
    }

    @Test
    void day_of_month_and_day_of_week_together_mean_either_as_in_unix() {
        Schedule either = schedule(CronExpression.parse("0 2 13 * 5"), "UTC");

        assertThat(slots(either, "2026-10-31T00:00:00Z", "2026-11-21T00:00:00Z"))
                .isEqualTo(instants("2026-11-06T02:00:00Z", "2026-11-13T02:00:00Z", "2026-11-20T02:00:00Z"));
    }

    @Test
    void sunday_is_zero_and_seven_in_cron() {
        assertThat(slots(
                        schedule(CronExpression.parse("0 3 * * 7"), "UTC"),
                        "2026-11-01T12:00:00Z",
                        "2026-12-01T00:00:00Z"))
                .isEqualTo(slots(
                        schedule(CronExpression.parse("0 3 * * 0"), "UTC"),
                        "2026-11-01T12:00:00Z",
                        "2026-12-01T00:00:00Z"))
                .hasSize(4);
    }
}
