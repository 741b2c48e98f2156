package io.holdfast.restoring.live;

import java.util.List;

/**
 * A table that a person named.
 *
 * @param tree the table itself, then all its partitions at any depth; an inheritance parent's children are not among them
 */
public record NamedTable(List<LiveTable> tree) {

    public NamedTable {
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
