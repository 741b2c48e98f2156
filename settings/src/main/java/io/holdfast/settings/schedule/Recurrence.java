package io.holdfast.settings.schedule;

import java.time.LocalDateTime;
import java.util.List;

/** The local times at which something recurs, independent of a time zone. */
public interface Recurrence {

    /** Its times in [from, to), in ascending order. */
    List<LocalDateTime> timesBetween(LocalDateTime from, LocalDateTime to);

    /**
     * Whether it counts hours ("every second hour") or has specific times of day. When the clocks change, the first kind follows the hours
     * that really pass, and the second kind keeps one slot for each specified time.
     */
    boolean countsHours();

    /** The configured value with normalized spaces; recurrences with the same text are equal. */
    String text();

    /** A description for operators: {@code every day at 02:00}. */
    String description();
}
