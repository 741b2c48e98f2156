package io.holdfast.settings.schedule;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Reads the zone in which times of the day are meant. */
public final class TimeZones {

    /** What to write instead. */
    public static final String HINT = "Write a name such as UTC, Europe/Berlin or Asia/Kolkata.";

    private TimeZones() {}

    /** @throws IllegalArgumentException if the text names no time zone */
    public static ZoneId read(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no such time zone", e);
        }
    }
}
