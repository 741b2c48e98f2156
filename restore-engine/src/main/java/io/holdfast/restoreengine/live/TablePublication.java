package io.holdfast.restoreengine.live;

/**
 * A publication that contains a table whose rows are replaced.
 *
 * @param deletes whether it publishes deletions
 * @param identity whether the table has a replica identity, without which its rows cannot be deleted
 */
public record TablePublication(String name, LiveTable table, boolean deletes, boolean identity) {}
