package io.holdfast.restoreengine.live;

/**
 * A publication that has a table whose rows are replaced.
 *
 * @param deletes whether it publishes deletions
 * @param identity whether the table has a replica identity, without which no row of it can be deleted then
 */
public record TablePublication(String name, LiveTable table, boolean deletes, boolean identity) {}
