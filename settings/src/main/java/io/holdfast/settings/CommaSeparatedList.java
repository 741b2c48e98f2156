package io.holdfast.settings;

import java.util.List;
import java.util.regex.Pattern;

/** Parses lists like the services' framework; a test in scheduler-service compares both. */
public final class CommaSeparatedList {

    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

    private CommaSeparatedList() {}

    /** The elements between the commas, including blanks. A comma after a backslash is part of an element. */
    public static List<String> split(String text) {
        return COMMA.splitAsStream(text)
                .filter(part -> !part.isEmpty())
                .map(part -> part.replace("\\,", ","))
                .toList();
    }
}
