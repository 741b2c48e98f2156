package io.holdfast.postgrestools;

import java.util.regex.Pattern;

/**
 * Makes the output of programs and servers safe to show. Names and messages of a hostile database can contain escape sequences, line ends
 * that forge a log line, and marks that reverse the text direction. The rules are those of {@code ControlCharacterSanitizer} in backup-events, on which
 * this module must not depend; a test in restore-engine compares the two.
 */
public final class ServerTextSanitizer {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
    private static final Pattern UNPRINTABLE_IN_LINES = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

    private ServerTextSanitizer() {}

    /** The text on one line, with control characters replaced by {@code ?}. */
    public static String line(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }

    /** The text with its line feeds and tabs; all other control characters are replaced by {@code ?}. */
    public static String lines(String text) {
        return UNPRINTABLE_IN_LINES.matcher(text).replaceAll("?");
    }
}
