package io.holdfast.postgrestools;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * Settings of a session before its first query. They prevent that Holdfast's queries run code of the database's owner.
 *
 * <ul>
 * <li>{@code search_path = pg_catalog, pg_temp}: names and operators are PostgreSQL's own. Otherwise
 * {@code ALTER DATABASE … SET search_path}, or an operator in {@code public} that matches better, would run the owner's functions with
 * Holdfast's role. If a path does not contain {@code pg_temp}, the server searches that schema first, and a temporary table could hide a
 * catalog.
 * <li>{@code row_security = off}: the server refuses to read a table with a policy. A policy is code of the owner, and hides rows.
 * <li>{@code default_transaction_read_only = on} in a session that only reads: the driver's {@code readOnly} has no effect outside a
 * transaction.
 * </ul>
 *
 * The settings are start-up options, which override settings of the database and of the role. A pooler may refuse or ignore options, so the
 * session reads the settings back.
 */
final class SecureSessionSettings {

    static final String SEARCH_PATH = "pg_catalog,pg_temp";

    /** {@code protocol_violation} is PgBouncer's answer to options, and {@code feature_not_supported} the answer of other proxies. */
    private static final Set<String> REFUSALS = Set.of("08P01", "0A000");

    private static final String READ_BACK = "select pg_catalog.current_setting('search_path'),"
            + " pg_catalog.current_setting('row_security'), pg_catalog.current_setting('default_transaction_read_only')";

    private SecureSessionSettings() {}

    static String options(boolean readOnly) {
        return "-c search_path=" + SEARCH_PATH + " -c row_security=off"
                + (readOnly ? " -c default_transaction_read_only=on" : "");
    }

    static boolean refusesOptions(SQLException failure) {
        return failure.getSQLState() != null && REFUSALS.contains(failure.getSQLState());
    }

    /** If start-up options had no effect, the first statement of the session sets the values. */
    static void pin(Connection session, boolean readOnly) throws SQLException {
        if (isPinned(session, readOnly)) {
            return;
        }
        if (readOnly) {
            // A pooler can serve each transaction by another session, and give this one to other clients. So the
            // session consists of a
            // single transaction, and its settings end with it. A failed query only rolls back itself (autosave).
            session.setReadOnly(true);
            session.setAutoCommit(false);
        }
        setPath(session, SEARCH_PATH, readOnly);
        set(session, "row_security", "off", readOnly);
    }

    private static boolean isPinned(Connection session, boolean readOnly) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(READ_BACK)) {
            return row.next()
                    && SEARCH_PATH.equals(row.getString(1))
                    && "off".equals(row.getString(2))
                    && (!readOnly || "on".equals(row.getString(3)));
        }
    }

    /** @param local only until the end of the transaction */
    static void setPath(Connection session, String path, boolean local) throws SQLException {
        set(session, "search_path", path, local);
    }

    /** Uses parameters, because a path can come from the catalogs, where the owner of the database wrote it. */
    private static void set(Connection session, String name, String value, boolean local) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement("select pg_catalog.set_config(?, ?, ?)")) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.setBoolean(3, local);
            statement.execute();
        }
    }
}
