package io.holdfast.settings;

import java.util.Locale;

/** The type of a setting's value, or of each element of a list. */
public enum SettingType {
    /** {@code 90s}, {@code 15m}, {@code 6h}, {@code 30d}, ISO 8601 such as {@code PT90S}, or seconds without a unit. */
    DURATION,
    /** A whole number of 32 bits. */
    INTEGER,
    /** A whole number of 64 bits. */
    LONG,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A file or directory; a relative path is resolved against the folder of the configuration file. */
    PATH,
    /** One of {@link SettingDefinition#words()}. */
    ENUMERATION,
    /** ISO 8601 in UTC, such as {@code 2026-05-18T02:00:00Z}. */
    INSTANT,
    /** An address with its scheme. */
    URI,
    /** Any other text. */
    TEXT;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SettingType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
