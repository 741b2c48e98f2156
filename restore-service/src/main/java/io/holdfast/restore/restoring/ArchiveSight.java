package io.holdfast.restore.restoring;

import io.holdfast.events.Finding;
import java.util.List;

/**
 * What an archive's table of contents says about the tables that are wanted.
 *
 * @param obstacles such as a table of which it has no rows
 * @param notes such as the partitions of a table
 */
public record ArchiveSight(List<Finding> obstacles, List<Finding> notes) {

    public static final ArchiveSight NOTHING = new ArchiveSight(List.of(), List.of());

    public ArchiveSight {
        obstacles = List.copyOf(obstacles);
        notes = List.copyOf(notes);
    }
}
