package io.holdfast.postgrestools;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Identifies a start of a server. A restart changes the start time. The crash of a session changes the background processes, which the
 * server then starts again. Every role can read both.
 *
 * @param startedAt seconds since 1970, with a fraction
 * @param background process ids of checkpointer, writers and launchers; empty if the server does not show them
 */
public record ServerRestartDetector(double startedAt, Set<Integer> background) {

    private static final String STARTED = "select extract(epoch from pg_catalog.pg_postmaster_start_time())::float8";
    private static final String BACKGROUND = "select pid from pg_catalog.pg_stat_activity where datid is null";

    public ServerRestartDetector {
        background = Set.copyOf(background);
    }

    /** Reads the identity in an open session. */
    public static ServerRestartDetector read(java.sql.Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            double startedAt;
            try (ResultSet row = statement.executeQuery(STARTED)) {
                row.next();
                startedAt = row.getDouble(1);
            }
            Set<Integer> background = new HashSet<>();
            try (ResultSet row = statement.executeQuery(BACKGROUND)) {
                while (row.next()) {
                    background.add(row.getInt(1));
                }
            }
            return new ServerRestartDetector(startedAt, background);
        }
    }

    /** Reads the identity in a session of its own; empty if that fails. */
    public static Optional<ServerRestartDetector> read(DatabaseConnection of, Duration answer) {
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(of, answer)) {
            return Optional.of(read(session));
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /** Whether the server was restarted since then. */
    public boolean wasRestartedSince(ServerRestartDetector before) {
        return startedAt != before.startedAt;
    }

    /** Whether the server ended all its processes since then, as it does after the crash of one of them. */
    public boolean hasCrashedSince(ServerRestartDetector before) {
        return !wasRestartedSince(before)
                && !background.isEmpty()
                && !before.background.isEmpty()
                && Collections.disjoint(background, before.background);
    }
}
