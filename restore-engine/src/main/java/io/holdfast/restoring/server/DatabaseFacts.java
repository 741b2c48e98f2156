package io.holdfast.restoring.server;

import java.util.Optional;

/**
 * One database of a server.
 *
 * @param bytes on disk
 * @param open whether it takes connections
 * @param sessions how many are connected
 * @param comment anybody's
 */
public record DatabaseFacts(
        String name, String owner, long bytes, boolean open, int sessions, Optional<String> comment) {

    /** Ours, where it says so. */
    public Optional<Mark> mark() {
        return comment.flatMap(Mark::parse);
    }
}
