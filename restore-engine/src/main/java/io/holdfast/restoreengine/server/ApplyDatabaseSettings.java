package io.holdfast.restoreengine.server;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Applies settings of the source to a database before the restore, because checks, generated columns and indexes may read them.
 */
public final class ApplyDatabaseSettings {

    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final String MAY_NOT = "42501";

    /**
     * Prefixes of settings that do not belong to applications. Language settings may contain code. Modules without an extension
     * have server settings.
     */
    private static final List<String> NOT_OF_APPLICATIONS =
            List.of("pl", "pg", "auto_explain", "auth_delay", "basebackup", "passwordcheck", "sepgsql");

    private static final String IS_KNOWN = """
        select exists (select from pg_catalog.pg_settings where pg_catalog.split_part(name, '.', 1) = ?
            and pg_catalog.strpos(name, '.') > 0)
          or exists (select from pg_catalog.pg_available_extensions where name = ?)\
        """;

    private ApplyDatabaseSettings() {}

    /**
     * Applies settings for all roles as the owner of the database. They affect sessions that start later.
     *
     * @return findings about settings that were refused
     * @throws SQLException if the database cannot be reached
     */
    public static List<Finding> toDatabase(DatabaseConnection database, Map<String, String> settings)
            throws SQLException {
        return apply(database, Optional.empty(), "alter database ", settings);
    }

    /**
     * Applies settings for one role as that role. Only a superuser may set parameters that no module has defined, such as those
     * of applications. The administrator sets them if the name cannot belong to a module.
     *
     * @param database connection of the role for which the settings are applied
     * @return findings about settings that were refused
     * @throws SQLException if the database cannot be reached
     */
    public static List<Finding> toRole(
            DatabaseConnection database, String role, DatabaseConnection administrator, Map<String, String> settings)
            throws SQLException {
        return apply(
                database,
                Optional.of(administrator),
                "alter role " + SqlQuoting.name(role) + " in database ",
                settings);
    }

    private static List<Finding> apply(
            DatabaseConnection database,
            Optional<DatabaseConnection> administrator,
            String subject,
            Map<String, String> settings)
            throws SQLException {
        List<Finding> refused = new ArrayList<>();
        if (settings.isEmpty()) {
            return refused;
        }
        try (java.sql.Connection session = JdbcConnectionFactory.to(database, ANSWER);
                Statement statement = session.createStatement()) {
            for (Map.Entry<String, String> one : new TreeMap<>(settings).entrySet()) {
                String sql = subject + SqlQuoting.name(database.database()) + " set " + SqlQuoting.name(one.getKey())
                        + " to " + SqlQuoting.text(one.getValue());
                Optional<String> state = execute(statement, sql);
                if (state.filter(MAY_NOT::equals).isPresent() && administrator.isPresent()) {
                    state = byAdministrator(administrator.get(), one.getKey(), sql);
                }
                state.map(why -> refused(one.getKey(), why)).ifPresent(refused::add);
            }
        }
        return refused;
    }

    private static Optional<String> byAdministrator(DatabaseConnection administrator, String name, String sql)
            throws SQLException {
        String prefix = name.substring(0, Math.max(0, name.indexOf('.'))).toLowerCase(Locale.ROOT);
        if (prefix.isEmpty() || NOT_OF_APPLICATIONS.stream().anyMatch(prefix::startsWith)) {
            return Optional.of(MAY_NOT);
        }
        try (java.sql.Connection session = JdbcConnectionFactory.to(administrator, ANSWER);
                PreparedStatement query = session.prepareStatement(IS_KNOWN);
                Statement statement = session.createStatement()) {
            query.setString(1, prefix);
            query.setString(2, prefix);
            try (ResultSet row = query.executeQuery()) {
                if (row.next() && row.getBoolean(1)) {
                    return Optional.of(MAY_NOT);
                }
            }
            return execute(statement, sql);
        }
    }

    /** The SQLSTATE if the statement was refused. */
    private static Optional<String> execute(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
            return Optional.empty();
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.startsWith("08")) {
                throw e;
            }
            return Optional.of(state);
        }
    }

    private static Finding refused(String name, String state) {
        return new Finding(
                "setting_refused",
                "the setting " + name + " of the source could not be applied (SQLSTATE " + state
                        + "): expressions that read it may return other values");
    }
}
