package io.holdfast.settings.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A time of day on some days of the week: {@code daily 02:00}, {@code weekdays 02:00}, {@code sunday 03:00}, {@code monday,thursday 03:00}.
 */
public record DailyRecurrence(Set<DayOfWeek> days, LocalTime at) implements Recurrence {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);
    private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    public DailyRecurrence {
        days = Set.copyOf(days);
    }

    /** @throws IllegalArgumentException with a sentence for operators, if day or time is not valid */
    public static DailyRecurrence parse(String days, String time) {
        return new DailyRecurrence(days(days), time(time));
    }

    private static Set<DayOfWeek> days(String text) {
        return switch (text) {
            case "daily" -> ALL;
            case "weekdays" -> WEEKDAYS;
            default ->
                Arrays.stream(text.split(",", -1)).map(DailyRecurrence::day).collect(Collectors.toSet());
        };
    }

    private static DayOfWeek day(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + name + "' is not a day: expected daily, weekdays, or days such as sunday"));
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text, TIME);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is not a time of day: expected 00:00 to 23:59", e);
        }
    }

    @Override
    public List<LocalDateTime> timesBetween(LocalDateTime from, LocalDateTime to) {
        LocalDate afterLast = to.toLocalDate().plusDays(1);
        return from.toLocalDate()
                .datesUntil(afterLast)
                .filter(date -> days.contains(date.getDayOfWeek()))
                .map(date -> date.atTime(at))
                .filter(time -> !time.isBefore(from) && time.isBefore(to))
                .toList();
    }

    @Override
    public boolean countsHours() {
        return false;
    }

    @Override
    public String text() {
        return (days.equals(ALL) ? "daily" : days.equals(WEEKDAYS) ? "weekdays" : names(",", TextStyle.FULL))
                        .toLowerCase(Locale.ROOT)
                + " " + TIME.format(at);
    }

    @Override
    public String description() {
        String which = days.equals(ALL)
                ? "every day"
                : days.equals(WEEKDAYS) ? "every weekday" : "every " + names(" and ", TextStyle.FULL);
        return which + " at " + TIME.format(at);
    }

    private String names(String between, TextStyle style) {
        return days.stream()
                .sorted()
                .map(day -> day.getDisplayName(style, Locale.ENGLISH))
                .collect(Collectors.joining(between));
    }
}
