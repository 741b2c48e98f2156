package io.holdfast.restoreengine.live;

import java.util.List;

/**
 * A requested table.
 *
 * @param tree the table itself, then all its partitions at any depth; children of an inheritance parent are not included
 */
public record RequestedTable(List<LiveTable> tree) {

    public RequestedTable {
        tree = List.copyOf(tree);
    }

    public LiveTable table() {
        return tree.getFirst();
    }

    /** The tables that store its rows. */
    public List<LiveTable> leaves() {
        return tree.stream().filter(table -> !table.isPartitioned()).toList();
    }
}
