package io.holdfast.restoreengine.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The role of a session.
 *
 * @param superuser whether it is a superuser, so that code in an archive could run as one
 */
public record SessionRole(String name, boolean superuser) {

    static SessionRole of(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row =
                        statement.executeQuery("select rolname, rolsuper from pg_roles where rolname = session_user")) {
            row.next();
            return new SessionRole(row.getString(1), row.getBoolean(2));
        }
    }
}
