package io.holdfast.postgrestools;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The search path for queries that an operator has written for an application. PostgreSQL's own schemas come first, then the path that is
 * configured for this database and role (default: {@code "$user", public}), then the temporary schema. The setting of the whole server is
 * ignored.
 */
public final class ApplicationSearchPath {

    /** The path that a session starts with: the most specific setting (see PostgreSQL's {@code process_settings}). */
    private static final String CONFIGURED = """
            select substr(setting, 13) from pg_db_role_setting s, unnest(s.setconfig) setting
            where s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
              and s.setrole in (0, (select oid from pg_roles where rolname = session_user))
              and left(setting, 12) = 'search_path='
            order by s.setrole <> 0 and s.setdatabase <> 0 desc, s.setrole <> 0 desc, s.setdatabase <> 0 desc limit 1""";

    private static final String DEFAULT = "\"$user\", public";

    private ApplicationSearchPath() {}

    /** A query of an operator. */
    public interface Question<T> {

        T ask(Statement statement) throws SQLException;
    }

    /**
     * Runs the query in a transaction of its own. After it, the session has its previous path again.
     *
     * @param session from {@link JdbcConnectionFactory}
     */
    public static <T> T query(Connection session, Question<T> question) throws SQLException {
        String path = "pg_catalog, " + configured(session) + ", pg_temp";
        boolean alone = session.getAutoCommit();
        if (alone) {
            session.setAutoCommit(false);
        }
        try (Statement statement = session.createStatement()) {
            SecureSessionSettings.setPath(session, path, true);
            return question.ask(statement);
        } finally {
            if (alone) {
                session.rollback();
                session.setAutoCommit(true);
            } else {
                SecureSessionSettings.setPath(session, SecureSessionSettings.SEARCH_PATH, true);
            }
        }
    }

    private static String configured(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(CONFIGURED)) {
            return row.next() ? row.getString(1) : DEFAULT;
        }
    }
}
