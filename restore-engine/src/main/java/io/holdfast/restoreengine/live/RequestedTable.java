package io.holdfast.restoreengine.live;

import java.util.List;

/**
 * A table that a person named.
 *
 * @param tree the table itself, then all its partitions at any depth; an inheritance parent's children are not among them
 */
public record RequestedTable(List<LiveTable> tree) {

    public RequestedTable {
        tree = List.copyOf(tree);
    }

    public LiveTable table() {
        return tree.getFirst();
    }

    /** The relations in which its rows lie. */
    public List<LiveTable> leaves() {
        return tree.stream().filter(table -> !table.isPartitioned()).toList();
    }
}
