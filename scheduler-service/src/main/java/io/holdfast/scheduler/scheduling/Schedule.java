package io.holdfast.scheduler.scheduling;

import io.holdfast.settings.schedule.MissedRunPolicy;
import io.holdfast.settings.schedule.Recurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a database is backed up.
 *
 * @param deadline time after the slot within which a backup must complete; otherwise the slot is missed
 */
public record Schedule(
        ScheduleId id, Recurrence recurrence, ZoneId zone, MissedRunPolicy missedRuns, Duration deadline) {

    /** The longest time that a time zone has skipped is one day (Apia, 30 December 2011). */
    private static final int LONGEST_LEAP_DAYS = 1;

    private static final int YEARS_AHEAD = 9;

    /** Returns the slots in (after, until], in ascending order, without duplicates. */
    public List<Instant> slotsBetween(Instant after, Instant until) {
        if (!after.isBefore(until)) {
            return List.of();
        }
        LocalDateTime from = LocalDateTime.ofInstant(after, zone).minusDays(LONGEST_LEAP_DAYS);
        LocalDateTime to = LocalDateTime.ofInstant(until, zone).plusDays(LONGEST_LEAP_DAYS);
        return recurrence.timesBetween(from, to).stream()
                .flatMap(this::instants)
                .filter(slot -> slot.isAfter(after) && !slot.isAfter(until))
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the first slot after an instant; empty if there is none within nine years (29 February can be eight years away). */
    public Optional<Instant> next(Instant after) {
        Instant from = after;
        for (Duration step = Duration.ofDays(2);
                step.compareTo(Duration.ofDays(366L * YEARS_AHEAD)) < 0;
                step = step.multipliedBy(2)) {
            List<Instant> slots = slotsBetween(from, from.plus(step));
            if (!slots.isEmpty()) {
                return Optional.of(slots.getFirst());
            }
            from = from.plus(step);
        }
        return Optional.empty();
    }

    /**
     * Handles changes of daylight saving time. If a local time occurs twice, the first one is used. If a local time does
     * not exist, the slot is later by the length of the gap (02:30 becomes 03:30). Each day therefore has exactly one
     * backup of a daily schedule. A recurrence that counts hours includes every hour that elapses.
     */
    private Stream<Instant> instants(LocalDateTime time) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (recurrence.countsHours()) {
            return offsets.stream().map(time::toInstant);
        }
        return Stream.of(time.atZone(zone).toInstant());
    }

    /** Returns everything that determines future slots. If it changes, future slots are planned again. */
    public String definition() {
        return recurrence.text() + " " + zone + " deadline " + deadline;
    }

    /** Returns a description such as {@code every day at 02:00 (UTC), to be completed within 6h, after downtime run-newest}. */
    public String text() {
        return recurrence.description() + " (" + zone + "), to be completed within "
                + deadline.toString().substring(2).toLowerCase(java.util.Locale.ROOT) + ", after downtime "
                + missedRuns.text();
    }
}
