package io.holdfast.restoreengine.contents;

import io.holdfast.events.PrintableText;

/**
 * A table as PostgreSQL knows it, without quotes; any character may occur in either part.
 *
 * @param schema empty where the archive names none
 */
public record TableName(String schema, String name) implements Comparable<TableName> {

    @Override
    public int compareTo(TableName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    /** For a person; not for building SQL. */
    @Override
    public String toString() {
        return PrintableText.shortened(schema.isEmpty() ? name : schema + "." + name);
    }
}
