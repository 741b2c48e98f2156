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
 * @param deadline how long after its slot a backup must be completed before the slot counts as missed
 */
public record Schedule(
        ScheduleId id, Recurrence recurrence, ZoneId zone, MissedRunPolicy missedRuns, Duration deadline) {

    /** Some zone has skipped a whole day (Apia, 30 December 2011); none has skipped more. */
    private static final int LONGEST_LEAP_DAYS = 1;

    private static final int YEARS_AHEAD = 9;

    /** Slots in (after, until], ascending, each instant once. */
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

    /** The first slot after an instant; empty where the recurrence has none within nine years, a leap day's distance. */
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
     * Where the clocks go back, a named time exists twice, and the first one counts; where they go forward, a named time
     * may not exist, and the slot is as much later as the clocks leapt (02:30 becomes 03:30). So a day never has two
     * backups, or none. A recurrence that counts hours takes every hour that passes and none that does not.
     */
    private Stream<Instant> instants(LocalDateTime time) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        if (recurrence.countsHours()) {
            return offsets.stream().map(time::toInstant);
        }
        return Stream.of(time.atZone(zone).toInstant());
    }

    /** Everything that future slots follow from; when it changes, they are planned anew. */
    public String definition() {
        return recurrence.text() + " " + zone + " deadline " + deadline;
    }

    /** For a person: {@code every day at 02:00 (Europe/Berlin), within PT6H, after downtime run-newest}. */
    public String text() {
        return recurrence.description() + " (" + zone + "), to be completed within "
                + deadline.toString().substring(2).toLowerCase(java.util.Locale.ROOT) + ", after downtime "
                + missedRuns.text();
    }
}
