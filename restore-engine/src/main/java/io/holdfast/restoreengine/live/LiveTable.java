package io.holdfast.restoreengine.live;

import io.holdfast.restoreengine.contents.TableName;
import io.holdfast.restoreengine.server.SqlQuoting;

/**
 * A table whose rows are replaced, or a partitioned table above it.
 *
 * @param kind value of {@code pg_class.relkind}
 * @param owner name of its owner
 * @param owned whether the session's role has the owner's rights
 * @param privileged whether that role may select, insert and delete its rows
 * @param rowSecurity whether row security is enabled
 * @param forced whether row security applies to the owner too
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

    /** Whether its rows are stored in its partitions. */
    public boolean isPartitioned() {
        return kind == PARTITIONED;
    }

    /** Whether it is a table with rows, not a view or a foreign table. */
    public boolean hasRows() {
        return kind == ORDINARY || kind == PARTITIONED;
    }

    /** The quoted name for statements. */
    String quoted() {
        return quoted(name);
    }

    /**
     * The name for queries. The rows of an inheritance parent are only its own. Those of a partitioned table are in its
     * partitions.
     */
    String rows() {
        return isPartitioned() ? quoted() : "only " + quoted();
    }

    static String quoted(TableName name) {
        return name.schema().isEmpty()
                ? SqlQuoting.name(name.name())
                : SqlQuoting.name(name.schema()) + "." + SqlQuoting.name(name.name());
    }
}
