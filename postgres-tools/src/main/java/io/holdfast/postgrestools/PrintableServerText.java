package io.holdfast.postgrestools;

import java.util.regex.Pattern;

/**
 * Makes what programs and servers wrote safe to show: names and messages of a hostile database can hold escape sequences, line
 * ends that forge a log line, and marks that turn text around. The rule is that of {@code PrintableText} in backup-events, which
 * this room must not know; a test of restore-engine holds the two together.
 */
public final class PrintableServerText {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
    private static final Pattern UNPRINTABLE_IN_LINES = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

    private PrintableServerText() {}

    /** The text on one line, control characters replaced by {@code ?}. */
    public static String line(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }

    /** The text with its line feeds and tabs, every other control character replaced by {@code ?}. */
    public static String lines(String text) {
        return UNPRINTABLE_IN_LINES.matcher(text).replaceAll("?");
    }
}
