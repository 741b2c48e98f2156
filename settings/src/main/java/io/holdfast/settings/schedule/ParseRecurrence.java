package io.holdfast.settings.schedule;

import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;

/** Parses the value of a schedule. */
public final class ParseRecurrence {

    /** The hint for an invalid value. */
    public static final String HINT =
            "Set 'daily 02:00', 'sunday 03:00', five cron fields such as '30 1 * * 1-5', or 'none'.";

    private static final int CRON_FIELDS = 5;
    private static final LocalDateTime ANY_DAY = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final int LEAP_DAYS_APART_YEARS = 9;

    private ParseRecurrence() {}

    /**
     * Returns the recurrence, or empty for {@code none}.
     *
     * @throws IllegalArgumentException with the reason, as the end of a sentence and without a period
     */
    public static Optional<Recurrence> read(String text) {
        String tidy = text.strip().toLowerCase(Locale.ROOT);
        if (tidy.equals("none")) {
            return Optional.empty();
        }
        String[] words = tidy.split("\\s+", -1);
        return Optional.of(words.length == CRON_FIELDS ? cron(tidy) : wallTime(words));
    }

    private static Recurrence wallTime(String[] words) {
        if (words.length != 2) {
            throw new IllegalArgumentException(
                    words.length + " words instead of a day and a time, or five cron fields");
        }
        return DailyRecurrence.parse(words[0], words[1]);
    }

    private static Recurrence cron(String text) {
        CronExpression cron = CronExpression.parse(text);
        if (!cron.everComes(ANY_DAY, ANY_DAY.plusYears(LEAP_DAYS_APART_YEARS))) {
            throw new IllegalArgumentException("this day never occurs");
        }
        return cron;
    }
}
