package io.holdfast.restoreengine.server;

import java.util.Optional;

/**
 * One database of a server.
 *
 * @param bytes on disk; 0 where the role that asked may not know
 * @param open whether it takes connections
 * @param sessions how many are connected
 * @param comment anybody's
 * @param template whether it says that it is one: such a database cannot be dropped
 */
public record DatabaseFacts(
        String name, String owner, long bytes, boolean open, int sessions, Optional<String> comment, boolean template) {

    /** Ours, where it says so. */
    public Optional<OwnershipComment> ownership() {
        return comment.flatMap(OwnershipComment::parse);
    }
}
