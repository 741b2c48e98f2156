package io.holdfast.restoreengine.live;

import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.restoreengine.contents.TableName;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Lets owners of tables read all their rows in a temporary database of Holdfast. */
public final class UnforceRowSecurity {

    private static final Duration ANSWER = Duration.ofMinutes(5);

    private static final String FORCED = """
            select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relforcerowsecurity and pg_has_role(c.relowner, 'USAGE') order by 1, 2""";

    private UnforceRowSecurity() {}

    /** @param database temporary database of Holdfast, never a live one */
    public static void in(DatabaseConnection database) throws SQLException {
        try (java.sql.Connection session = JdbcConnectionFactory.to(database, ANSWER);
                PreparedStatement query = session.prepareStatement(FORCED);
                Statement statement = session.createStatement()) {
            for (String table : ReadTableCatalogInfo.rows(
                    query, row -> LiveTable.quoted(new TableName(row.getString(1), row.getString(2))))) {
                statement.execute("alter table only " + table + " no force row level security");
            }
        }
    }
}
