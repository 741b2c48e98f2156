package io.holdfast.restore.restoring;

import io.holdfast.events.Finding;
import java.util.List;

/**
 * What the table of contents of an archive contains of the requested tables.
 *
 * @param obstacles obstacles, such as a table without rows in the archive
 * @param notes notes, such as the partitions of a table
 */
public record RequestedTablesSurvey(List<Finding> obstacles, List<Finding> notes) {

    public static final RequestedTablesSurvey NOTHING = new RequestedTablesSurvey(List.of(), List.of());

    public RequestedTablesSurvey {
        obstacles = List.copyOf(obstacles);
        notes = List.copyOf(notes);
    }
}
