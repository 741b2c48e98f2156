package io.holdfast.restoreengine.live;

import io.holdfast.restoreengine.contents.TableName;

/**
 * A sequence from which a column takes its values: its own (serial, identity), or one that its default names.
 *
 * @param oid of the sequence
 * @param table that a person named; its rows decide where the sequence has to stand
 * @param number whether the column is a number, so that there is an extreme value
 * @param owned whether the role of the session has the rights of its owner
 * @param usable whether that role may read and set it
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
