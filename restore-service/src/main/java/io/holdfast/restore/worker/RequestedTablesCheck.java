package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.TableOfContents;
import io.holdfast.restore.restoring.RequestedTablesCheckResult;
import io.holdfast.restoreengine.archive.ArchivedTablePartitions;
import io.holdfast.restoreengine.contents.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the archive entries with the rows of the tables that a person named. */
final class RequestedTablesCheck {

    private static final int SHOWN = 20;

    private RequestedTablesCheck() {}

    /** @param list table of contents; a name with spaces is unambiguous only together with its schema */
    static RequestedTablesCheckResult of(
            List<TableName> named, TableOfContents list, ArchivedTablePartitions partitions) {
        List<TableName> filed = RequestedArchiveRows.filed(list);
        List<Finding> obstacles = new ArrayList<>();
        List<Finding> notes = new ArrayList<>();
        for (TableName table : named) {
            List<TableName> parts = partitions.within(table, filed);
            if (parts.isEmpty()) {
                obstacles.add(new Finding(
                        "no_such_table",
                        "the backup has no rows of " + table + " or of its partitions. hint: name a table"
                                + " as schema.name"));
            } else if (!parts.equals(List.of(table))) {
                notes.add(new Finding(
                        "partitions_filed",
                        table + " is partitioned in the backup, which stores its rows under "
                                + parts.stream()
                                        .distinct()
                                        .limit(SHOWN)
                                        .map(TableName::toString)
                                        .collect(Collectors.joining(", "))
                                + (parts.size() > SHOWN ? " and " + (parts.size() - SHOWN) + " more" : "")));
            }
        }
        return new RequestedTablesCheckResult(obstacles, notes);
    }
}
