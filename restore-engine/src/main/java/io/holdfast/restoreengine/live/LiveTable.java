package io.holdfast.restoreengine.live;

import io.holdfast.restoreengine.contents.TableName;
import io.holdfast.restoreengine.server.SqlQuoting;

/**
 * One relation whose rows are replaced, or a partitioned table above it.
 *
 * @param kind as in {@code pg_class.relkind}
 * @param owner name of the role that owns it
 * @param owned whether the role of the session has the owner's rights
 * @param privileged whether that role may read, insert and delete its rows
 * @param rowSecurity whether row security is enabled
 * @param forced whether it applies to the owner too
 */
public record LiveTable(
        long oid,
        TableName name,
        char kind,
        String owner,
        boolean owned,
        boolean privileged,
        boolean rowSecurity,
        boolean forced) {

    public static final char PARTITIONED = 'p';
    public static final char FOREIGN = 'f';
    private static final char ORDINARY = 'r';

    /** Whether its rows lie in its partitions. */
    public boolean isPartitioned() {
        return kind == PARTITIONED;
    }

    /** Whether it is a table with rows, not a view or a foreign table. */
    public boolean hasRows() {
        return kind == ORDINARY || kind == PARTITIONED;
    }

    /** For statements. */
    String quoted() {
        return quoted(name);
    }

    /** For statements that read: the rows of an inheritance parent are its own, those of a partitioned table its partitions'. */
    String rows() {
        return isPartitioned() ? quoted() : "only " + quoted();
    }

    static String quoted(TableName name) {
        return name.schema().isEmpty()
                ? SqlQuoting.name(name.name())
                : SqlQuoting.name(name.schema()) + "." + SqlQuoting.name(name.name());
    }
}
