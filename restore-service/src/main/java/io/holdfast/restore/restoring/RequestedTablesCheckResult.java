package io.holdfast.restore.restoring;

import io.holdfast.events.Finding;
import java.util.List;

/**
 * What the table of contents of an archive contains of the requested tables.
 *
 * @param obstacles obstacles, such as a table without rows in the archive
 * @param notes notes, such as the partitions of a table
 */
public record RequestedTablesCheckResult(List<Finding> obstacles, List<Finding> notes) {

    public static final RequestedTablesCheckResult NOTHING = new RequestedTablesCheckResult(List.of(), List.of());

    public RequestedTablesCheckResult {
        obstacles = List.copyOf(obstacles);
        notes = List.copyOf(notes);
    }
}
