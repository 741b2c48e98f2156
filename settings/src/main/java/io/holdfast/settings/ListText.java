package io.holdfast.settings;

import java.util.List;
import java.util.regex.Pattern;

/** Reads lists as the services' framework does; a test of scheduler-service compares both. */
public final class ListText {

    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

    private ListText() {}

    /** The elements between the commas, with the blanks around them; a comma behind a backslash is a part of an element. */
    public static List<String> split(String text) {
        return COMMA.splitAsStream(text)
                .filter(part -> !part.isEmpty())
                .map(part -> part.replace("\\,", ","))
                .toList();
    }
}
