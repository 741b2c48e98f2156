package io.holdfast.restoreengine.contents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parses small results in COPY text format: fields separated by tabs, with backslash escapes. */
final class CopyTextFormatParser {

    private CopyTextFormatParser() {}

    /** The fields of every row. A null is an empty text. */
    static List<List<String>> rows(String text) {
        return text.lines()
                .map(line -> Arrays.stream(line.split("\t", -1))
                        .map(CopyTextFormatParser::plain)
                        .toList())
                .toList();
    }

    /** The elements of an array of names as {@code array_to_string(…, E'\x01')} joins them. Names cannot contain that byte. */
    static List<String> elements(String joined) {
        return joined.isEmpty() ? List.of() : new ArrayList<>(Arrays.asList(joined.split("\u0001", -1)));
    }

    private static String plain(String field) {
        if (field.equals("\\N")) {
            return "";
        }
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c != '\\' || i + 1 == field.length()) {
                plain.append(c);
                continue;
            }
            i++;
            plain.append(
                    switch (field.charAt(i)) {
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case 't' -> '\t';
                        case 'v' -> '\u000b';
                        default -> field.charAt(i);
                    });
        }
        return plain.toString();
    }
}
