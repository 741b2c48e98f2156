package io.holdfast.retention.postgres;

import io.holdfast.events.log.CatalogueDatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Lets only one replica delete, whatever the number of replicas. The lock is held by a connection, so a dead replica
 * holds none.
 */
@ApplicationScoped
public class LeaderLock {

    private static final long EXPIRY = 0x486f6c6466617374L;

    private final DataSource catalogue;

    LeaderLock(DataSource catalogue) {
        this.catalogue = catalogue;
    }

    /** Runs the work if no other replica does. Otherwise returns false and does nothing. */
    public boolean run(Runnable work) {
        try (Connection connection = catalogue.getConnection()) {
            if (!is(connection, "select pg_try_advisory_lock(?)")) {
                return false;
            }
            try {
                work.run();
            } finally {
                is(connection, "select pg_advisory_unlock(?)");
            }
            return true;
        } catch (SQLException e) {
            throw new CatalogueDatabaseException(e);
        }
    }

    private static boolean is(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, EXPIRY);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
