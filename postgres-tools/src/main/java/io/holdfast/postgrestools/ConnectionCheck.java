package io.holdfast.postgrestools;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Asks a server again after one of PostgreSQL's programs has failed: they print no SQLSTATE of a connection. */
public final class ConnectionCheck {

    private ConnectionCheck() {}

    /**
     * Signs in as the program did, and ends the session.
     *
     * @param answer how long a statement may say nothing
     * @return why that fails; empty where it works now
     */
    public static Optional<SessionFailure> failure(DatabaseConnection to, Duration answer) {
        try (java.sql.Connection session = SignIn.readOnly(to, answer)) {
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(SessionFailure.of(e));
        }
    }
}
