package io.holdfast.scheduler.settings;

import static java.util.Objects.requireNonNull;

import io.holdfast.events.BackupKind;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.scheduler.scheduling.Schedule;
import io.holdfast.scheduler.scheduling.ScheduleId;
import io.holdfast.scheduler.settings.SchedulerSettings.Database;
import io.holdfast.scheduler.settings.SchedulerSettings.ScheduleSettings;
import io.holdfast.settings.schedule.BackupDeadlineValidator;
import io.holdfast.settings.schedule.MissedRunPolicy;
import io.holdfast.settings.schedule.ParseRecurrence;
import io.holdfast.settings.schedule.Recurrence;
import io.holdfast.settings.schedule.TimeZoneParser;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The schedules of every configured database.
 *
 * @param all ascending by database and kind
 * @param databases every configured database, including those without a schedule
 */
public record ConfiguredSchedules(List<Schedule> all, List<DatabaseId> databases) {

    /**
     * Reads all settings and reports all errors at once. If the service started with the valid schedules only, the other
     * databases would not be backed up, and nobody would notice.
     *
     * @param names of configured databases, in addition to those in the settings
     * @throws IllegalArgumentException with a line for every error
     */
    static ConfiguredSchedules of(Set<String> names, Map<String, Database> settings) {
        List<Schedule> schedules = new ArrayList<>();
        List<DatabaseId> databases = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        Set<String> all = new TreeSet<>(settings.keySet());
        all.addAll(names);
        for (String name : all) {
            Database database = requireNonNull(settings.get(name), "the mapping has defaults for any name");
            Optional<DatabaseId> id = DatabaseId.parse(name);
            if (id.isEmpty()) {
                errors.add("holdfast.databases: '" + ControlCharacterSanitizer.shortened(name)
                        + "' is not a database id." + " Use up to 63 letters, digits, '_' or '-'.");
                continue;
            }
            databases.add(id.get());
            unknownKinds(name, database, errors);
            for (BackupKind kind : BackupKind.values()) {
                read(new ScheduleId(id.get(), kind), database, errors).ifPresent(schedules::add);
            }
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("The schedules are not valid:\n  " + String.join("\n  ", errors));
        }
        return new ConfiguredSchedules(List.copyOf(schedules), List.copyOf(databases));
    }

    /** Runbook, "Backup procedure". */
    static String ofTheRunbook(BackupKind kind) {
        return switch (kind) {
            case FULL -> "daily 02:00";
            case SCHEMA_ONLY -> "sunday 03:00";
        };
    }

    private static void unknownKinds(String name, Database database, List<String> errors) {
        database.schedules().keySet().stream()
                .filter(kind -> BackupKind.parse(word(kind)).isEmpty())
                .map(kind -> "holdfast.databases." + name + ".schedules." + ControlCharacterSanitizer.shortened(kind)
                        + ": unknown kind of backup. Use full or schema_only.")
                .forEach(errors::add);
    }

    private static Optional<Schedule> read(ScheduleId id, Database database, List<String> errors) {
        Optional<ScheduleSettings> own = database.schedules().entrySet().stream()
                .filter(entry -> word(entry.getKey()).equals(id.kind().label()))
                .map(Map.Entry::getValue)
                .findFirst();
        try {
            Optional<Recurrence> recurrence =
                    recurrence(own.flatMap(ScheduleSettings::recurrence).orElseGet(() -> ofTheRunbook(id.kind())));
            return recurrence.map(times -> new Schedule(
                    id,
                    times,
                    zone(own.flatMap(ScheduleSettings::timeZone).orElse(database.timeZone())),
                    missedRunPolicy(own.flatMap(ScheduleSettings::missedRuns).orElse(database.missedRuns())),
                    deadline(own.flatMap(ScheduleSettings::deadline).orElse(database.deadline()))));
        } catch (IllegalArgumentException e) {
            errors.add("holdfast.databases." + id.database() + ".schedules." + id.kind() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Settings and environment variables may spell {@code schema_only} as {@code schema-only}. */
    private static String word(String key) {
        return key.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    private static Optional<Recurrence> recurrence(String text) {
        try {
            return ParseRecurrence.read(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + ControlCharacterSanitizer.shortened(text) + "' is not a schedule: " + e.getMessage() + ". "
                            + ParseRecurrence.HINT,
                    e);
        }
    }

    private static ZoneId zone(String name) {
        try {
            return TimeZoneParser.read(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + ControlCharacterSanitizer.shortened(name) + "' is not a time zone. " + TimeZoneParser.HINT,
                    e);
        }
    }

    private static MissedRunPolicy missedRunPolicy(String text) {
        try {
            return MissedRunPolicy.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + ControlCharacterSanitizer.shortened(text) + "' is not a missed-run policy: " + e.getMessage()
                            + ". " + MissedRunPolicy.HINT,
                    e);
        }
    }

    private static Duration deadline(Duration deadline) {
        try {
            return BackupDeadlineValidator.required(deadline);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ". " + BackupDeadlineValidator.HINT, e);
        }
    }
}
