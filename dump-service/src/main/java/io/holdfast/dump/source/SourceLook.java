package io.holdfast.dump.source;

import io.holdfast.postgrestools.Connection;

/** The answer to looking at a database before its dump. */
public sealed interface SourceLook {

    /** @param connection to the server that was looked at, for the dump: the settings may leave several open */
    record Seen(SourceFacts facts, Connection connection) implements SourceLook {}

    record NotSeen(DumpFailure why) implements SourceLook {}
}
