package io.holdfast.restoring.live;

/**
 * A publication that has a table whose rows are replaced.
 *
 * @param deletes whether it publishes deletions
 * @param identity whether the table has a replica identity, without which no row of it can be deleted then
 */
public record Publication(String name, LiveTable table, boolean deletes, boolean identity) {}
