package io.holdfast.restoreengine;

import io.holdfast.postgrestools.ApplicationSearchPath;
import io.holdfast.postgrestools.ApplicationSearchPath.Question;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Finds the newest migration that an application has recorded in its database. Tables of frameworks are read only if their
 * columns have types of PostgreSQL itself, because a cast from any other type runs code of the database's owner.
 */
final class SchemaMigrationVersionReader {

    /** A table that identifies a framework, and the query for its newest migration. */
    private record Framework(String table, String query) {}

    private static final List<Framework> FRAMEWORKS = List.of(
            new Framework("schema_migrations", "select max(version::text) from only %s"),
            new Framework(
                    "flyway_schema_history",
                    "select version from only %s where success and version is not null order by installed_rank desc"
                            + " limit 1"),
            new Framework("databasechangelog", "select id from only %s order by orderexecuted desc limit 1"));

    private static final String TABLE = """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and c.relname = '%s' and not exists (
              select from pg_attribute a join pg_type t on t.oid = a.atttypid
              where a.attrelid = c.oid and a.attnum > 0 and t.typnamespace <> 'pg_catalog'::regnamespace)
            order by n.nspname <> 'public', 1 limit 1""";

    private SchemaMigrationVersionReader() {}

    /**
     * @param query query of an operator, run with the search path of the application; without it, the tables of frameworks are
     *     checked
     */
    static Optional<String> of(Connection session, Optional<String> query) throws SQLException {
        if (query.isPresent()) {
            return known(session, statement -> ApplicationSearchPath.query(session, own -> first(own, query.get())));
        }
        for (Framework framework : FRAMEWORKS) {
            Optional<String> table = known(session, statement -> first(statement, TABLE.formatted(framework.table())));
            if (table.isPresent()) {
                String newest = framework.query().formatted(table.get());
                return known(session, statement -> first(statement, newest));
            }
        }
        return Optional.empty();
    }

    /** If an unrelated table has this name, there is no version. */
    private static Optional<String> known(Connection session, Question<Optional<String>> question) throws SQLException {
        try (Statement statement = session.createStatement()) {
            return question.ask(statement);
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith("42")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Optional<String> first(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }
}
