package io.holdfast.restoreengine.live;

import io.holdfast.restoreengine.contents.TableName;

/**
 * A sequence that supplies the values of a column: its own (serial, identity), or one that its default names.
 *
 * @param oid oid of the sequence
 * @param table requested table whose rows determine the required position
 * @param number whether the column is a number and therefore has an extreme value
 * @param owned whether the session's role has the rights of the sequence's owner
 * @param usable whether that role may read and set the sequence
 */
public record ColumnSequence(
        long oid,
        TableName name,
        LiveTable table,
        String column,
        boolean number,
        boolean owned,
        boolean usable,
        long increment,
        long min,
        long max) {

    String quoted() {
        return LiveTable.quoted(name);
    }

    boolean isDescending() {
        return increment < 0;
    }
}
