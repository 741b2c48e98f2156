package io.holdfast.retention.http;

import io.holdfast.events.Printable;

/** Numbers in a query. */
final class Numbers {

    private Numbers() {}

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
        return Refused.because(
                name + " is '" + Printable.shortened(text) + "', expected a number from " + least + " to " + most);
    }
}
