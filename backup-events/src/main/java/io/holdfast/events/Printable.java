package io.holdfast.events;

/** Makes text of unknown origin safe to show in a message, a log line or a terminal. */
public final class Printable {

    private static final int LIMIT = 80;

    private Printable() {}

    /** At most 80 characters of the text, control characters replaced by {@code ?}. */
    public static String shortened(String text) {
        String head = text.length() <= LIMIT ? text : text.substring(0, LIMIT) + "…";
        return head.replaceAll("\\p{Cntrl}", "?");
    }
}
