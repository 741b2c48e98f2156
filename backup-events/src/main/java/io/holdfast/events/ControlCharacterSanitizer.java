package io.holdfast.events;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes untrusted text safe to show in a message, a log line or a terminal. */
public final class ControlCharacterSanitizer {

    private static final int LIMIT = 80;
    private static final int LONGEST_MESSAGE = 2_000;

    /** Control characters of both halves of Latin-1 (which start escape sequences), line ends, and marks that change the text direction. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private static final Pattern UNPRINTABLE_IN_A_TEXT = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

    private ControlCharacterSanitizer() {}

    /** At most 80 characters of the text, with control characters replaced by {@code ?}. */
    public static String shortened(String text) {
        return line(text, LIMIT);
    }

    /**
     * The text on one line, limited in length.
     *
     * @param limit maximum number of characters; a longer text ends with {@code …}
     */
    public static String line(String text, int limit) {
        return line(text.length() <= limit ? text : text.substring(0, limit) + "…");
    }

    /** A message on one line, at most 2,000 characters: for log lines, findings and the doctor. */
    public static String message(String text) {
        return line(text, LONGEST_MESSAGE);
    }

    /** The message of an exception, which can contain a server's text, like {@link #message(String)}. */
    public static String message(Throwable failure) {
        return message(String.valueOf(failure.getMessage()));
    }

    /**
     * A text of several lines: line feeds and tabs are kept, all other control characters are replaced by {@code ?}.
     *
     * @param limit maximum number of characters; a longer text ends with {@code …}
     */
    public static String text(String text, int limit) {
        String kept = text.length() <= limit ? text : text.substring(0, limit) + "…";
        return UNPRINTABLE_IN_A_TEXT.matcher(kept).replaceAll("?");
    }

    /** Whether the text is one line without control characters. */
    public static boolean isPrintable(String text) {
        return !UNPRINTABLE.matcher(text).find();
    }

    /** The complete text on one line, with an escape for each control character, as in a Java string. */
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

    /** The complete text on one line, with control characters replaced by {@code ?}. */
    public static String line(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }
}
