package io.holdfast.settings.schedule;

import java.time.LocalDateTime;
import java.util.List;

/** At which times of the wall clock something recurs, whatever the zone in which the clock hangs. */
public interface Recurrence {

    /** Its times in [from, to), ascending. */
    List<LocalDateTime> timesBetween(LocalDateTime from, LocalDateTime to);

    /**
     * Whether it counts hours ("every second hour") rather than naming times of the day. Where the clocks change, the
     * first kind follows the hours that really pass, and the second kind keeps to one slot for each time named.
     */
    boolean countsHours();

    /** As configured, spaces tidied; two recurrences of the same text are the same. */
    String text();

    /** For a person: {@code every day at 02:00}. */
    String description();
}
