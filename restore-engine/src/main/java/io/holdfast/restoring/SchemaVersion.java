package io.holdfast.restoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** The newest migration that an application has written down in its database. */
final class SchemaVersion {

    /** A table by which a framework is known, and how its newest entry is asked for. */
    private record Framework(String table, String query) {}

    private static final List<Framework> FRAMEWORKS = List.of(
            new Framework("schema_migrations", "select max(version::text) from %s"),
            new Framework(
                    "flyway_schema_history",
                    "select version from %s where success and version is not null order by installed_rank desc limit 1"),
            new Framework("databasechangelog", "select id from %s order by orderexecuted desc limit 1"));

    private SchemaVersion() {}

    static Optional<String> of(Statement statement, Optional<String> query) throws SQLException {
        if (query.isPresent()) {
            return first(statement, query.get());
        }
        for (Framework framework : FRAMEWORKS) {
            Optional<String> table = first(
                    statement,
                    "select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c"
                            + " join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and c.relname = '"
                            + framework.table() + "' order by n.nspname <> 'public', 1 limit 1");
            if (table.isPresent()) {
                return first(statement, framework.query().formatted(table.get()));
            }
        }
        return Optional.empty();
    }

    /** A table of that name may be quite another's: then there is no version. */
    private static Optional<String> first(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith("42")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
