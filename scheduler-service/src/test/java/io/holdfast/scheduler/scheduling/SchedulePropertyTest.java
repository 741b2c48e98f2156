package io.holdfast.scheduler.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.settings.schedule.CronExpression;
import io.holdfast.settings.schedule.DailyRecurrence;
import io.holdfast.settings.schedule.MissedRunPolicy;
import io.holdfast.settings.schedule.Recurrence;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SchedulePropertyTest {

    private static Schedule daily(LocalTime at, ZoneId zone) {
        return schedule(new DailyRecurrence(EnumSet.allOf(DayOfWeek.class), at), zone);
    }

    private static Schedule schedule(Recurrence recurrence, ZoneId zone) {
        return new Schedule(
                new ScheduleId(new DatabaseId("app"), BackupKind.FULL),
                recurrence,
                zone,
                new MissedRunPolicy.RunNewest(),
                Duration.ofHours(6));
    }

    /** Zones skip or repeat an hour, half an hour or two hours, at night, at midnight, never at the same time. */
    @Property(tries = 500)
    void every_day_has_exactly_one_daily_slot_in_every_zone(
            @ForAll("zones") ZoneId zone,
            @ForAll @IntRange(min = 0, max = 1439) int minute,
            @ForAll @IntRange(min = 2014, max = 2036) int year) {
        Schedule schedule = daily(LocalTime.ofSecondOfDay(minute * 60L), zone);
        LocalDate first = LocalDate.of(year, 1, 1);

        List<Instant> slots = schedule.slotsBetween(
                first.atStartOfDay(zone).toInstant().minusNanos(1),
                first.plusYears(1).atStartOfDay(zone).toInstant().minusNanos(1));

        assertThat(slots).hasSize(first.lengthOfYear()).isSorted().doesNotHaveDuplicates();
        assertThat(slots.stream().map(slot -> slot.atZone(zone).toLocalDate()).distinct())
                .hasSize(first.lengthOfYear());
    }

    @Property(tries = 150)
    void adjacent_windows_have_the_slots_of_the_whole_window(
            @ForAll("zones") ZoneId zone,
            @ForAll("crons") String cron,
            @ForAll @IntRange(min = 0, max = 400) int day,
            @ForAll @IntRange(min = 1, max = 5000) int minutes) {
        Schedule schedule = schedule(CronExpression.parse(cron), zone);
        Instant from = LocalDate.of(2026, 1, 1).plusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant cut = from.plus(Duration.ofMinutes(minutes));
        Instant until = from.plus(Duration.ofDays(7));

        List<Instant> whole = schedule.slotsBetween(from, until);

        assertThat(java.util.stream.Stream.concat(
                        schedule.slotsBetween(from, cut).stream(), schedule.slotsBetween(cut, until).stream()))
                .containsExactlyElementsOf(whole);
    }

    @Property
    void next_is_the_first_later_slot(@ForAll("zones") ZoneId zone, @ForAll("crons") String cron) {
        Schedule schedule = schedule(CronExpression.parse(cron), zone);
        Instant from = Instant.parse("2026-03-27T17:03:00Z");

        assertThat(schedule.next(from))
                .contains(schedule.slotsBetween(from, from.plus(Duration.ofDays(40)))
                        .getFirst());
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "UTC",
                        "Europe/Berlin",
                        "Asia/Kolkata",
                        "America/New_York",
                        "America/Sao_Paulo",
                        "America/St_Johns",
                        "Australia/Lord_Howe",
                        "Pacific/Chatham",
                        "Africa/Casablanca",
                        "Asia/Tehran",
                        "Asia/Beirut",
                        "America/Asuncion",
                        "Antarctica/Troll",
                        "Atlantic/Azores")
                .map(ZoneId::of);
    }

    @Provide
    Arbitrary<String> crons() {
        return Arbitraries.of(
                "0 2 * * *",
                "30 2 * * *",
                "*/15 * * * *",
                "0 */2 * * *",
                "15 1-4 * * *",
                "0 3 * * 0",
                "0 0 1,15 * *",
                "59 23 * * 1-5",
                "0 2 13 * 5");
    }
}
