package io.holdfast.postgrestools;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * libpq's connection service file: a line {@code keyword=value} for each parameter, read as bytes, whatever the locale is. There are no
 * quotes. libpq removes white space at the end of a line, keeps it behind the {@code =}, and refuses a line that is too long: of 1,023 bytes
 * with its end (15), or of 254 (the oldest). A value is never read as a connection string, as the argument {@code -d} is.
 */
final class LibpqServiceFile {

    /** The name of its only service. */
    static final String SERVICE = "holdfast";

    private static final int LONGEST_LINE = 253;

    private final List<LibpqParameter> inside = new ArrayList<>();
    private final List<LibpqParameter> outside = new ArrayList<>();

    private LibpqServiceFile() {}

    static LibpqServiceFile of(List<LibpqParameter> parameters) {
        LibpqServiceFile file = new LibpqServiceFile();
        parameters.forEach(parameter -> (fits(parameter) ? file.inside : file.outside).add(parameter));
        return file;
    }

    byte[] content() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(("[" + SERVICE + "]\n").getBytes(StandardCharsets.US_ASCII));
        inside.forEach(parameter -> content.writeBytes(line(parameter)));
        return content.toByteArray();
    }

    /** Those that no line can hold: libpq then takes them from the environment. */
    List<LibpqParameter> outside() {
        return List.copyOf(outside);
    }

    private static boolean fits(LibpqParameter parameter) {
        String value = parameter.value();
        return NativeEncodingCheck.arrives(value, parameter.charset())
                && value.indexOf('\n') < 0
                && !endsInWhiteSpace(value)
                && line(parameter).length <= LONGEST_LINE;
    }

    /** C's {@code isspace}. */
    private static boolean endsInWhiteSpace(String value) {
        return !value.isEmpty() && " \t\n\u000b\f\r".indexOf(value.charAt(value.length() - 1)) >= 0;
    }

    private static byte[] line(LibpqParameter parameter) {
        return (parameter.keyword() + "=" + parameter.value() + "\n").getBytes(parameter.charset());
    }
}
