package io.holdfast.retention.http;

import io.holdfast.events.ControlCharacterSanitizer;

/** Parses numbers in query parameters. */
final class QueryParameterParser {

    private QueryParameterParser() {}

    static int between(int least, int most, String name, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(least, most, name, text);
        }
        throw refused(least, most, name, text);
    }

    private static RuntimeException refused(int least, int most, String name, String text) {
        return InvalidQueryResponse.because(name + " is '" + ControlCharacterSanitizer.shortened(text)
                + "', expected a number from " + least + " to " + most);
    }
}
