package io.holdfast.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A line of the catalog resource: name, type, words, default, need, services and meaning, separated by tabs. A type is for example
 * {@code duration} or {@code list of path}. The need is {@code required} or {@code optional}, each possibly with {@code secret}.
 */
final class SettingCatalogLine {

    private static final String LIST_OF = "list of ";
    private static final int COLUMNS = 7;

    private SettingCatalogLine() {}

    static SettingDefinition read(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalStateException(columns.length + " columns instead of " + COLUMNS + ": " + line);
        }
        String type = columns[1];
        boolean isList = type.startsWith(LIST_OF);
        List<String> need = List.of(columns[4].split(" "));
        return new SettingDefinition(
                columns[0],
                SettingType.of(isList ? type.substring(LIST_OF.length()) : type),
                isList,
                columns[2].isEmpty() ? List.of() : List.of(columns[2].split(",")),
                Optional.of(columns[3]).filter(text -> !text.isEmpty()),
                need.contains("required"),
                need.contains("secret"),
                Set.of(columns[5].split(",")),
                columns[6]);
    }
}
