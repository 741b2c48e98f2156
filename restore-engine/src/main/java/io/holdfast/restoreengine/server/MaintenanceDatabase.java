package io.holdfast.restoreengine.server;

import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.ServerEndpointList;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The database in which statements about other databases run: {@code postgres}, or {@code template1} if the first does not
 * exist or accepts no connections. The first connection selects the database, and one address of one server.
 */
final class MaintenanceDatabase {

    /** Every server has it, unless it was dropped on purpose. */
    private static final String TEMPLATE = "template1";

    /** SQLSTATEs: no such database, no right to connect to it, and a database that accepts no connections. */
    private static final Set<String> NOT_THIS_ONE = Set.of("3D000", "42501", "55000");

    private final DatabaseConnection configured;
    private final Set<String> names = new LinkedHashSet<>();
    private final AtomicReference<@Nullable DatabaseConnection> chosen = new AtomicReference<>();

    /**
     * Creates an instance without a connection.
     *
     * @param configured connection that is tried first
     * @param others databases that are tried last
     */
    MaintenanceDatabase(DatabaseConnection configured, List<String> others) {
        this.configured = configured;
        names.add(configured.database());
        names.add(TEMPLATE);
        names.addAll(others);
    }

    ServerEndpointList server() {
        DatabaseConnection known = chosen.get();
        return (known == null ? configured : known).server();
    }

    String applicationName() {
        return configured.applicationName();
    }

    /** The connection settings. Selects the database first if necessary. */
    DatabaseConnection connection(Duration answer) throws SQLException {
        DatabaseConnection known = chosen.get();
        if (known != null) {
            return known;
        }
        session(answer).close();
        return java.util.Objects.requireNonNull(chosen.get());
    }

    /** A session in the database by a role that may write. */
    java.sql.Connection session(Duration answer) throws SQLException {
        DatabaseConnection known = chosen.get();
        if (known != null) {
            return JdbcConnectionFactory.to(known, answer);
        }
        SQLException first = null;
        for (String name : names) {
            try {
                DatabaseConnection pinned = JdbcConnectionFactory.pin(configured.withDatabase(name));
                java.sql.Connection session = JdbcConnectionFactory.to(pinned, answer);
                chosen.compareAndSet(null, pinned);
                return session;
            } catch (SQLException e) {
                if (!NOT_THIS_ONE.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
                first = first == null ? e : first;
            }
        }
        throw java.util.Objects.requireNonNull(first);
    }
}
