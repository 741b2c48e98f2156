package io.holdfast.postgrestools;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Tests a connection after one of PostgreSQL's programs has failed. The programs do not print the SQLSTATE of a failed connection. */
public final class ConnectionCheck {

    private ConnectionCheck() {}

    /**
     * Signs in as the program did, and closes the session.
     *
     * @param answer maximum time without an answer to a statement
     * @return why the connection fails; empty if it works now
     */
    public static Optional<SessionFailure> failure(DatabaseConnection to, Duration answer) {
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(to, answer)) {
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(SessionFailure.of(e));
        }
    }
}
