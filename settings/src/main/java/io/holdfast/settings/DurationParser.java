package io.holdfast.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Parses durations like the services' framework; a test in scheduler-service compares both. */
public final class DurationParser {

    /** The hint for an invalid value. */
    public static final String HINT = "Write a number and a unit, such as 90s, 15m, 6h or 30d.";

    private static final Pattern SECONDS = Pattern.compile("[-+]?\\d+");
    private static final Pattern MILLISECONDS = Pattern.compile("(?i)[-+]?\\d+ms");
    private static final Pattern TIME = Pattern.compile("(?i)(?:[-+]?\\d+(?:\\.\\d+)?[hms])+");
    private static final Pattern DAYS = Pattern.compile("(?i)[-+]?\\d+d");

    private DurationParser() {}

    /** @throws IllegalArgumentException if the text is not a duration */
    public static Duration parse(String text) {
        String tidy = text.strip();
        try {
            if (SECONDS.matcher(tidy).matches()) {
                return Duration.ofSeconds(Long.parseLong(tidy));
            }
            if (MILLISECONDS.matcher(tidy).matches()) {
                return Duration.ofMillis(Long.parseLong(tidy.substring(0, tidy.length() - 2)));
            }
            String prefix =
                    TIME.matcher(tidy).matches() ? "PT" : DAYS.matcher(tidy).matches() ? "P" : "";
            return Duration.parse(prefix + tidy);
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("not a duration", e);
        }
    }
}
