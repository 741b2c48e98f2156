package io.holdfast.postgrestools.rights;

/** The privileges whose absence stops pg_dump, by kind of object. {@code RequiredRightsIT} compares the list with pg_dump. */
public enum ReadPrivilege {
    /** {@code USAGE} on a schema that contains tables or sequences: pg_dump names them. */
    SCHEMA("schema without USAGE", "schemas without USAGE"),
    /** {@code SELECT} on an ordinary or partitioned table: pg_dump locks it, even if it dumps no rows. */
    TABLE("table", "tables"),
    /** The same, for a table with grants on some of its columns. Such grants do not allow the lock. */
    COLUMNS("table with column grants only", "tables with column grants only"),
    /** {@code SELECT} on a sequence: pg_dump reads its value. */
    SEQUENCE("sequence", "sequences"),
    /** Row security: pg_dump sets {@code row_security = off}, so the server fails instead of omitting rows. */
    ROW_SECURITY("table with row security", "tables with row security"),
    /** {@code SELECT} on a large object, which {@code pg_read_all_data} does not include. */
    LARGE_OBJECT("large object", "large objects");

    private final String one;
    private final String several;

    ReadPrivilege(String one, String several) {
        this.one = one;
        this.several = several;
    }

    String counted(long count) {
        return count + " " + (count == 1 ? one : several);
    }
}
