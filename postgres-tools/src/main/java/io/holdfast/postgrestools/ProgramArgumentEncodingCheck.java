package io.holdfast.postgrestools;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Checks text that this JVM passes to programs: arguments, variables and file names. Java uses the charset of the locale, and writes
 * {@code ?} for every character that the charset lacks. The locale {@code C} lacks all characters but ASCII.
 */
final class ProgramArgumentEncodingCheck {

    /** From the property that Java itself uses for this purpose. */
    private static final Charset CHARSET =
            Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.US_ASCII);

    private ProgramArgumentEncodingCheck() {}

    static Charset charset() {
        return CHARSET;
    }

    /** Whether the program receives the text unchanged. */
    static boolean arrives(String text) {
        return arrives(text, CHARSET);
    }

    static boolean arrives(String text, Charset charset) {
        return charset.newEncoder().canEncode(text) && text.indexOf('\0') < 0;
    }
}
