package io.holdfast.postgrestools;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A parameter of a connection, as libpq names it.
 *
 * @param keyword its name in a service file
 * @param variable its name in the environment
 * @param charset of the bytes that libpq is given
 */
record LibpqParameter(String keyword, String variable, String value, Charset charset) {

    /** Of the server: the names of roles and databases are sent in UTF-8, as the driver does. */
    static LibpqParameter ofServer(String keyword, String variable, String value) {
        return new LibpqParameter(keyword, variable, value, StandardCharsets.UTF_8);
    }

    /** The name of a file of this host, in the bytes that it has there. */
    static LibpqParameter ofFile(String keyword, String variable, String value) {
        return new LibpqParameter(keyword, variable, value, NativeEncodingCheck.charset());
    }
}
