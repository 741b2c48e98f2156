package io.holdfast.restore.worker;

import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.restore.restoring.RestorePlan;
import io.holdfast.restoreengine.archive.ArchivedTablePartitions;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.contents.TableContentFingerprint;
import io.holdfast.restoreengine.contents.TableName;
import io.holdfast.restoreengine.live.ArchivedTableRows;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rows of an archive that a plan names. The archive stores the rows of a partitioned table under its partitions. If pg_dump
 * loads the rows through the root table, as for hash partitions by an enum, the entries have the names of the partitions and
 * the COPY statements that of the root.
 *
 * @param tables requested tables, each with the parts of the archive that have its rows; empty if everything is requested
 * @param filed table names in the table of contents under which the rows are stored
 * @param missing why rows of a requested table are not in the archive
 */
record RequestedArchiveRows(List<ArchivedTableRows> tables, List<TableName> filed, List<String> missing) {

    RequestedArchiveRows {
        tables = List.copyOf(tables);
        filed = List.copyOf(filed);
        missing = List.copyOf(missing);
    }

    static RequestedArchiveRows of(RestorePlan plan, StagedArchive archive, ArchivedTablePartitions partitions) {
        List<TableName> entries = filed(archive.list());
        List<TableContentFingerprint> contents = archive.contents().tables();
        List<TableName> written =
                contents.stream().map(TableContentFingerprint::table).toList();
        List<TableName> named = partitions.outermost(names(plan.wish().tables()));
        List<ArchivedTableRows> tables = named.stream()
                .map(table -> {
                    List<TableName> parts = partitions.within(table, written);
                    return new ArchivedTableRows(
                            table,
                            contents.stream()
                                    .filter(one -> parts.contains(one.table()))
                                    .toList());
                })
                .toList();
        return new RequestedArchiveRows(
                tables.stream().filter(table -> !table.parts().isEmpty()).toList(),
                named.stream()
                        .flatMap(table -> Stream.concat(
                                partitions.within(table, entries).stream(), partitions.within(table, written).stream()))
                        .distinct()
                        .toList(),
                tables.stream()
                        .filter(table -> table.parts().isEmpty())
                        .map(table -> missing(table.table(), entries, partitions))
                        .toList());
    }

    private static String missing(TableName table, List<TableName> entries, ArchivedTablePartitions partitions) {
        return entries.contains(table) && partitions.parents().containsKey(table)
                ? "The backup has the rows of " + table + " only together with the rows of "
                        + partitions.parents().get(table) + ". hint: choose that table"
                : "The backup has no rows of " + table + " or of its partitions";
    }

    /** Tables whose rows are in a table of contents. */
    static List<TableName> filed(TableOfContents list) {
        return list.ofType("TABLE DATA").stream()
                .map(entry -> new TableName(entry.schema().orElse(""), entry.name()))
                .toList();
    }

    /** Table names from a request. The schema ends at the first period. */
    static List<TableName> names(List<String> tables) {
        return tables.stream()
                .map(table ->
                        new TableName(table.substring(0, table.indexOf('.')), table.substring(table.indexOf('.') + 1)))
                .toList();
    }

    /** The tables of the archive that contain the rows. */
    List<TableContentFingerprint> parts() {
        return tables.stream().flatMap(table -> table.parts().stream()).toList();
    }
}
