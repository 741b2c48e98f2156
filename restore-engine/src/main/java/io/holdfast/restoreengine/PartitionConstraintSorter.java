package io.holdfast.restoreengine;

import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.postgrestools.TableOfContents.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders primary keys and unique constraints of partitions so that an in-place restore can drop them. Such a constraint belongs
 * to the constraint of the partitioned table and cannot be dropped before it. pg_restore drops the last entry first, and
 * pg_dump writes partitions after their table. Without another order, no database with such a constraint can be restored in
 * place. The order has no effect on creation, because pg_dump attaches the constraints with separate entries.
 */
final class PartitionConstraintSorter {

    private static final String ATTACH = "TABLE ATTACH";
    private static final String CONSTRAINT = "CONSTRAINT";

    private record Table(String schema, String name) {}

    private final Map<Table, Table> parents = new HashMap<>();
    private final TableOfContents list;

    private PartitionConstraintSorter(TableOfContents list) {
        this.list = list;
        Map<Integer, Table> tables = new HashMap<>();
        list.ofType("TABLE").forEach(entry -> tables.put(entry.id(), named(entry, entry.name())));
        for (Entry attach : list.ofType(ATTACH)) {
            Table partition = named(attach, attach.name());
            attach.dependencies().stream()
                    .map(tables::get)
                    .filter(table -> table != null && !table.equals(partition))
                    .findFirst()
                    .ifPresent(parent -> parents.put(partition, parent));
        }
    }

    /**
     * All entries, with the constraints of the innermost partitions first. Empty if the order of the archive is sufficient.
     *
     * @param ids requested entries in order; empty for the whole archive in its own order
     */
    static List<Integer> first(TableOfContents list, List<Integer> ids) {
        return new PartitionConstraintSorter(list).first(ids);
    }

    private List<Integer> first(List<Integer> ids) {
        List<Entry> constraints = list.ofType(CONSTRAINT);
        List<Integer> ofPartitions = constraints.stream()
                .filter(entry -> depth(entry) > 0)
                .sorted(Comparator.comparingInt(this::depth).reversed())
                .map(Entry::id)
                .toList();
        if (ofPartitions.isEmpty()) {
            return ids;
        }
        List<Integer> all = new ArrayList<>(
                ids.isEmpty() ? list.entries().stream().map(Entry::id).toList() : ids);
        List<Integer> wanted = ofPartitions.stream().filter(all::contains).toList();
        all.removeAll(wanted);
        int firstOther = constraints.stream()
                .mapToInt(entry -> all.indexOf(entry.id()))
                .filter(place -> place >= 0)
                .min()
                .orElse(all.size());
        all.addAll(firstOther, wanted);
        return all;
    }

    /** Number of partitioned tables above the table of the constraint. */
    private int depth(Entry constraint) {
        int depth = 0;
        Table table = constraint.table().map(name -> named(constraint, name)).orElse(null);
        while (table != null && parents.containsKey(table) && depth <= parents.size()) {
            table = parents.get(table);
            depth++;
        }
        return depth;
    }

    private static Table named(Entry entry, String name) {
        return new Table(entry.schema().orElse(""), name);
    }
}
