package io.holdfast.dump.source;

/**
 * A row whose line COPY cannot write.
 *
 * @param table with its schema
 * @param column the one that takes most of it
 * @param columnBytes what it holds there
 */
public record LongestLine(String table, String column, long columnBytes) {

    /** PostgreSQL's {@code MaxAllocSize}: no line, and no value in it, can be longer. */
    public static final long LIMIT = 0x3fffffff;
}
