package io.holdfast.restoreengine.server;

import java.util.Optional;

/**
 * One database of a server.
 *
 * @param bytes size on disk; 0 if the querying role may not know it
 * @param open whether it accepts connections
 * @param sessions number of connected sessions
 * @param comment its comment
 * @param template whether it is marked as a template; such a database cannot be dropped
 */
public record DatabaseFacts(
        String name, String owner, long bytes, boolean open, int sessions, Optional<String> comment, boolean template) {

    /** The ownership mark of Holdfast, if its comment has one. */
    public Optional<OwnershipComment> ownership() {
        return comment.flatMap(OwnershipComment::parse);
    }
}
