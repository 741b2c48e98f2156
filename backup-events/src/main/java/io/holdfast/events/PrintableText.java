package io.holdfast.events;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes text of unknown origin safe to show in a message, a log line or a terminal. */
public final class PrintableText {

    private static final int LIMIT = 80;
    private static final int LONGEST_MESSAGE = 2_000;

    /** Controls of both halves of Latin-1 (escape sequences begin with either), line ends, and what turns text around. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private static final Pattern UNPRINTABLE_IN_A_TEXT = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

    private PrintableText() {}

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

    /** A message or a sentence on one line, at most 2,000 characters of it: for log lines, findings and the doctor. */
    public static String message(String text) {
        return line(text, LONGEST_MESSAGE);
    }

    /** The message of a failure, which a server may have written, as {@link #message(String)}. */
    public static String message(Throwable failure) {
        return message(String.valueOf(failure.getMessage()));
    }

    /**
     * A text of several lines: line feeds and tabs stay, every other control character is replaced by {@code ?}.
     *
     * @param limit how many characters are kept; a longer text ends with {@code …}
     */
    public static String text(String text, int limit) {
        String kept = text.length() <= limit ? text : text.substring(0, limit) + "…";
        return UNPRINTABLE_IN_A_TEXT.matcher(kept).replaceAll("?");
    }

    /** Whether the text is one line without control characters. */
    public static boolean isPrintable(String text) {
        return !UNPRINTABLE.matcher(text).find();
    }

    /** The whole text on one line, with an escape, as in a string of Java, for each control character. */
    public static String escaped(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(escape(found.group())));
    }

    private static String escape(String unprintable) {
        return switch (unprintable) {
            case "\n" -> "\\n";
            case "\r" -> "\\r";
            case "\t" -> "\\t";
            default -> {
                StringBuilder escape = new StringBuilder();
                unprintable.chars().forEach(unit -> escape.append("\\u%04x".formatted(unit)));
                yield escape.toString();
            }
        };
    }

    /** The whole text on one line, control characters replaced by {@code ?}. */
    public static String line(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }
}
