package io.holdfast.postgrestools;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Text as this JVM passes it to programs: arguments, variables and names of files. Java takes the charset from the locale, and writes
 * {@code ?} for every character that it lacks, which is most of them where the locale is {@code C}.
 */
final class NativeEncodingCheck {

    /** By the property that Java itself reads for this purpose. */
    private static final Charset CHARSET =
            Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.US_ASCII);

    private NativeEncodingCheck() {}

    static Charset charset() {
        return CHARSET;
    }

    /** Whether it arrives as it is. */
    static boolean arrives(String text) {
        return arrives(text, CHARSET);
    }

    static boolean arrives(String text, Charset charset) {
        return charset.newEncoder().canEncode(text) && text.indexOf('\0') < 0;
    }
}
