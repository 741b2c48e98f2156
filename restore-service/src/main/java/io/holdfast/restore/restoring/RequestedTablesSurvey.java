package io.holdfast.restore.restoring;

import io.holdfast.events.Finding;
import java.util.List;

/**
 * What an archive's table of contents says about the tables that are wanted.
 *
 * @param obstacles such as a table of which it has no rows
 * @param notes such as the partitions of a table
 */
public record RequestedTablesSurvey(List<Finding> obstacles, List<Finding> notes) {

    public static final RequestedTablesSurvey NOTHING = new RequestedTablesSurvey(List.of(), List.of());

    public RequestedTablesSurvey {
        obstacles = List.copyOf(obstacles);
        notes = List.copyOf(notes);
    }
}
