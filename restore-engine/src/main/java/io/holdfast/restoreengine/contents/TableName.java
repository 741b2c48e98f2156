package io.holdfast.restoreengine.contents;

import io.holdfast.events.ControlCharacterSanitizer;

/**
 * The name of a table without quotes. Both parts may contain any character.
 *
 * @param schema schema; empty if the archive names none
 */
public record TableName(String schema, String name) implements Comparable<TableName> {

    @Override
    public int compareTo(TableName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    /** For people. Do not use it in SQL. */
    @Override
    public String toString() {
        return ControlCharacterSanitizer.shortened(schema.isEmpty() ? name : schema + "." + name);
    }
}
