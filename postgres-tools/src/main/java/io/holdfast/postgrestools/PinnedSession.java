package io.holdfast.postgrestools;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * What is set in a session before its first query, so that no query of ours runs code of the database's owner.
 *
 * <ul>
 *   <li>{@code search_path = pg_catalog, pg_temp}: names and operators are PostgreSQL's own. Otherwise {@code ALTER DATABASE … SET
 *       search_path}, or an operator in {@code public} that matches better, would run the owner's functions as our role. A path that
 *       does not name {@code pg_temp} searches it first, and a temporary table would stand for a catalog.
 *   <li>{@code row_security = off}: a table with a policy is refused. The policy is code of the owner, and hides rows.
 *   <li>{@code default_transaction_read_only = on} in a session that only reads: the driver's {@code readOnly} does nothing outside of a
 *       transaction.
 * </ul>
 *
 * They are start-up options, which outrank settings of the database and of the role. A pooler may refuse options or ignore them, so they
 * are read back.
 */
final class PinnedSession {

    static final String SEARCH_PATH = "pg_catalog,pg_temp";

    /** {@code protocol_violation} is PgBouncer's answer to options, {@code feature_not_supported} that of other proxies. */
    private static final Set<String> REFUSALS = Set.of("08P01", "0A000");

    private static final String READ_BACK = "select pg_catalog.current_setting('search_path'),"
            + " pg_catalog.current_setting('row_security'), pg_catalog.current_setting('default_transaction_read_only')";

    private PinnedSession() {}

    static String options(boolean readOnly) {
        return "-c search_path=" + SEARCH_PATH + " -c row_security=off"
                + (readOnly ? " -c default_transaction_read_only=on" : "");
    }

    static boolean refusesOptions(SQLException failure) {
        return failure.getSQLState() != null && REFUSALS.contains(failure.getSQLState());
    }

    /** Where start-up options had no effect, the first statement of the session does the same. */
    static void pin(Connection session, boolean readOnly) throws SQLException {
        if (isPinned(session, readOnly)) {
            return;
        }
        if (readOnly) {
            // A pooler may give each transaction another session, and ours to others: one transaction is all there is,
            // and nothing of it stays. A query that fails takes back itself only (autosave).
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

    /** @param local until the end of the transaction */
    static void setPath(Connection session, String path, boolean local) throws SQLException {
        set(session, "search_path", path, local);
    }

    /** As parameters: a path may come from the catalogs, where the owner of the database wrote it. */
    private static void set(Connection session, String name, String value, boolean local) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement("select pg_catalog.set_config(?, ?, ?)")) {
            statement.setString(1, name);
            statement.setString(2, value);
            statement.setBoolean(3, local);
            statement.execute();
        }
    }
}
