package io.holdfast.postgrestools;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * libpq's connection service file: a line {@code keyword=value} for each parameter. libpq reads it as bytes, regardless of the locale.
 * Values are not quoted. libpq removes white space at the end of a line, and keeps it after the {@code =}. It refuses long lines: the limit
 * is 1,023 bytes including the line feed in version 15, and 254 in the oldest. Unlike the argument {@code -d}, a value is never parsed as a
 * connection string.
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

    /** The parameters that no line can represent. libpq reads them from the environment. */
    List<LibpqParameter> outside() {
        return List.copyOf(outside);
    }

    private static boolean fits(LibpqParameter parameter) {
        String value = parameter.value();
        return ProgramArgumentEncodingCheck.arrives(value, parameter.charset())
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
