package io.holdfast.dump.source;

import io.holdfast.postgrestools.SessionCause;
import io.holdfast.postgrestools.SessionFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Reads no row of each table, and no byte of each large object, to see which of them the server refuses to the role. */
final class ReadableObjects {

    /** Of a large object only its owner, a superuser and those that were granted it may read; the first one refused ends the query. */
    private static final String LARGE_OBJECTS = "select count(lo_get(oid, 0, 0)) from pg_largeobject_metadata";

    Optional<DumpFailure> refused(Connection session) throws SQLException {
        for (SourceTable table : SourceTable.all(session, "'r', 'p', 'S'")) {
            Optional<SessionFailure> failure = failure(session, "select from " + table.from() + " limit 0");
            if (failure.isPresent() && failure.get().cause() == SessionCause.PERMISSION) {
                return Optional.of(found("'" + table.shown() + "'", failure.get()));
            }
        }
        return failure(session, LARGE_OBJECTS)
                .filter(failure -> failure.cause() == SessionCause.PERMISSION)
                .map(failure -> found("a large object", failure));
    }

    private static DumpFailure found(String object, SessionFailure failure) {
        return DumpCause.PERMISSION.found(object, failure.sqlState().orElse("42501"));
    }

    private static Optional<SessionFailure> failure(Connection session, String query) {
        try (Statement statement = session.createStatement()) {
            statement.execute(query);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(SessionFailure.of(e));
        }
    }
}
