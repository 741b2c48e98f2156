package io.holdfast.dump.source;

import io.holdfast.postgrestools.DatabaseConnection;

/** The result of the inspection of a database before its dump. */
public sealed interface SourceInspectionResult {

    /** @param connection connection to the inspected server; the settings may list several servers */
    record Seen(SourceDatabaseInfo facts, DatabaseConnection connection) implements SourceInspectionResult {}

    record NotSeen(DumpFailure why) implements SourceInspectionResult {}
}
