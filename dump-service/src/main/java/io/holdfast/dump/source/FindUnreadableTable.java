package io.holdfast.dump.source;

import io.holdfast.postgrestools.SessionFailure;
import io.holdfast.postgrestools.SessionFailureCause;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes the server read every value of every table, after a dump failed while reading rows. No row is transferred. The first error
 * is the cause. Tables that are not read within the time limit are skipped.
 */
final class FindUnreadableTable {

    /** Limits the duration of the diagnosis. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

    Optional<DumpFailure> read(Connection session) throws SQLException {
        return read(session, TIME_LIMIT);
    }

    Optional<DumpFailure> read(Connection session, Duration within) throws SQLException {
        long end = System.nanoTime() + within.toNanos();
        Optional<DumpFailure> unrecognised = Optional.empty();
        for (SourceTable table : SourceTable.all(session)) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!left.isPositive()) {
                break;
            }
            Optional<SessionFailure> failure = read(session, table, left);
            if (failure.isEmpty()) {
                continue;
            }
            Optional<DumpFailure> found = judge(table, failure.get());
            if (found.isPresent()) {
                return found;
            }
            if (failure.get().cause() == SessionFailureCause.UNRECOGNISED) {
                unrecognised = unrecognised.or(() -> failure.get()
                        .sqlState()
                        .map(state ->
                                DumpFailureCause.UNRECOGNISED.found("'" + table.shown() + "' cannot be read", state)));
            }
        }
        return unrecognised;
    }

    private static Optional<DumpFailure> judge(SourceTable table, SessionFailure failure) {
        String code = failure.sqlState().orElse("");
        return switch (failure.cause()) {
            case DATA_DAMAGED, FILE_UNREADABLE ->
                Optional.of(DumpFailureCause.DAMAGED.found("'" + table.shown() + "'", code));
            case NO_ANSWER, CONNECTION_LOST, NOT_READY, RECOVERY_CONFLICT, OUT_OF_MEMORY, OUT_OF_RESOURCES, DISK_FULL ->
                Optional.of(DumpFailure.of(failure));
            // The time limit is reached, or the table was dropped or renamed.
            default -> Optional.empty();
        };
    }

    private static Optional<SessionFailure> read(Connection session, SourceTable table, Duration left) {
        try (Statement statement = session.createStatement()) {
            statement.execute("select set_config('statement_timeout', '" + left.toMillis() + "', false)");
            statement.execute("select count((w.*)::text) from " + table.from() + " as w");
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(SessionFailure.of(e));
        }
    }
}
