package io.holdfast.postgrestools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * libpq's password file, with one line for every host, port, database and role. Colons and backslashes are escaped. libpq removes a
 * carriage return at the end of a line, so a colon follows the password. Versions before 14 read at most 319 bytes of a line.
 */
final class LibpqPasswordFile {

    private static final String ANYWHERE = "*:*:*:*:";

    private LibpqPasswordFile() {}

    /** @throws IOException if the file format cannot represent the password */
    static byte[] content(Secret password) throws IOException {
        String text = password.reveal();
        if (text.indexOf('\n') >= 0 || !ProgramArgumentEncodingCheck.arrives(text, StandardCharsets.UTF_8)) {
            throw new IOException(
                    "The password contains a line feed or another character that libpq's password file does not support."
                            + " Change the role's password.");
        }
        return (ANYWHERE + text.replace("\\", "\\\\").replace(":", "\\:") + ":\n").getBytes(StandardCharsets.UTF_8);
    }
}
