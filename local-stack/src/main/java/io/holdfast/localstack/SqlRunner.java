package io.holdfast.localstack;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs statements that accept no parameters, such as those that contain names. */
final class SqlRunner {

    /** A piece of work that runs statements. */
    interface Work {
        void with(SqlRunner sql) throws SQLException;
    }

    private final Connection connection;

    private SqlRunner(Connection connection) {
        this.connection = connection;
    }

    static void onServer(PostgresServer server, Work work) {
        on(server, "postgres", work);
    }

    static void on(PostgresServer server, String database, Work work) {
        try (Connection connection = server.connect(database)) {
            work.with(new SqlRunner(connection));
        } catch (SQLException e) {
            throw new StackException(
                    "PostgreSQL on port " + server.port() + " rejected a statement: " + e.getMessage(), e);
        }
    }

    void run(String statement) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    boolean exists(String query, String value) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(query)) {
            sql.setString(1, value);
            return sql.executeQuery().next();
        }
    }

    /** Quotes a name. */
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Quotes a literal. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
