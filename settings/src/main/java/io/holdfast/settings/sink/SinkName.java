package io.holdfast.settings.sink;

import java.util.regex.Pattern;

/** The name of a sink. It identifies the position in the event log where the sink continues. */
public final class SinkName {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    private SinkName() {}

    /** @throws IllegalArgumentException if the name is not valid */
    public static void require(String name) {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a valid sink name: use letters, digits, '_' and '-'");
        }
    }
}
