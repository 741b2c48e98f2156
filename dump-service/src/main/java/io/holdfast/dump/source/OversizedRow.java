package io.holdfast.dump.source;

/**
 * A row that is too long for COPY.
 *
 * @param table schema and name of the table
 * @param column the column with the longest value
 * @param columnBytes length of this value in bytes
 */
public record OversizedRow(String table, String column, long columnBytes) {

    /** PostgreSQL's {@code MaxAllocSize}, which limits the length of values and of rows in COPY format. */
    public static final long LIMIT = 0x3fffffff;
}
