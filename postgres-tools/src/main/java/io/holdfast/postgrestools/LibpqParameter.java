package io.holdfast.postgrestools;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A connection parameter of libpq.
 *
 * @param keyword its name in a service file
 * @param variable its name in the environment
 * @param charset charset of the bytes that libpq receives
 */
record LibpqParameter(String keyword, String variable, String value, Charset charset) {

    /** A parameter of the server. The names of roles and databases are sent in UTF-8, as the driver does. */
    static LibpqParameter ofServer(String keyword, String variable, String value) {
        return new LibpqParameter(keyword, variable, value, StandardCharsets.UTF_8);
    }

    /** The path of a local file, in the bytes of the file system. */
    static LibpqParameter ofFile(String keyword, String variable, String value) {
        return new LibpqParameter(keyword, variable, value, ProgramArgumentEncodingCheck.charset());
    }
}
