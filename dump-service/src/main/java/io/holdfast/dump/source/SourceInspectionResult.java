package io.holdfast.dump.source;

import io.holdfast.postgrestools.DatabaseConnection;

/** The answer to looking at a database before its dump. */
public sealed interface SourceInspectionResult {

    /** @param connection to the server that was looked at, for the dump: the settings may leave several open */
    record Seen(SourceFacts facts, DatabaseConnection connection) implements SourceInspectionResult {}

    record NotSeen(DumpFailure why) implements SourceInspectionResult {}
}
