package io.holdfast.settings.schedule;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Parses the time zone of a schedule. */
public final class TimeZoneParser {

    /** The hint for an invalid value. */
    public static final String HINT = "Set a name such as UTC, Europe/Berlin or Asia/Kolkata.";

    private TimeZoneParser() {}

    /** @throws IllegalArgumentException if the text is not the name of a time zone */
    public static ZoneId read(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no such time zone", e);
        }
    }
}
