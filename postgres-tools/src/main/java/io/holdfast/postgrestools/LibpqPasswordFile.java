package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * libpq's password file: one line for every host, port, database and role. A colon and a backslash are escaped. libpq removes a carriage
 * return at the end of a line, so a colon ends the password. Versions before 14 read 319 bytes of a line.
 */
final class LibpqPasswordFile {

    private static final String ANYWHERE = "*:*:*:*:";

    private LibpqPasswordFile() {}

    /** @throws IOException if no line can hold it */
    static byte[] content(Secret password) throws IOException {
        String text = password.reveal();
        if (text.indexOf('\n') >= 0 || !NativeEncodingCheck.arrives(text, StandardCharsets.UTF_8)) {
            throw new IOException(
                    "The password has a line feed or another character that libpq's password file cannot hold."
                            + " Give the role another password.");
        }
        return (ANYWHERE + text.replace("\\", "\\\\").replace(":", "\\:") + ":\n").getBytes(StandardCharsets.UTF_8);
    }
}
