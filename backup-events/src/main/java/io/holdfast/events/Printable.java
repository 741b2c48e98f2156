package io.holdfast.events;

import java.util.regex.Pattern;

/** Makes text of unknown origin safe to show in a message, a log line or a terminal. */
public final class Printable {

    private static final int LIMIT = 80;

    /** Controls of both halves of Latin-1 (escape sequences begin with either), line ends, and what turns text around. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private Printable() {}

    /** At most 80 characters of the text, control characters replaced by {@code ?}. */
    public static String shortened(String text) {
        return line(text, LIMIT);
    }

    /**
     * The text on one line, and no more of it than the limit.
     *
     * @param limit how many characters are kept; a longer text ends with {@code …}
     */
    public static String line(String text, int limit) {
        return line(text.length() <= limit ? text : text.substring(0, limit) + "…");
    }

    /** The whole text on one line, control characters replaced by {@code ?}. */
    public static String line(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }
}
