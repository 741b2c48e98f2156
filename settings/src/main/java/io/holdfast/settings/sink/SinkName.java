package io.holdfast.settings.sink;

import java.util.regex.Pattern;

/** The name of a sink, by which it continues where it stopped. */
public final class SinkName {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    private SinkName() {}

    /** @throws IllegalArgumentException if it is none */
    public static void require(String name) {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a sink's name: letters, digits, '_' and '-'");
        }
    }
}
