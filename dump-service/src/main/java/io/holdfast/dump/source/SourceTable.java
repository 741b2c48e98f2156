package io.holdfast.dump.source;

import static io.holdfast.postgrestools.SystemCatalogNameReader.bytesOf;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.postgrestools.SystemCatalogNameReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of the database.
 *
 * @param from quoted name for a FROM clause, without tables that inherit from it
 * @param shown schema and name for display
 */
record SourceTable(String from, String shown) {

    /** Returns all tables with rows that are not members of an extension, in the order of pg_dump. */
    static List<SourceTable> all(Connection session) throws SQLException {
        List<SourceTable> tables = new ArrayList<>();
        try (Statement statement = session.createStatement()) {
            SystemCatalogNameReader names = SystemCatalogNameReader.of(statement);
            try (ResultSet row = statement.executeQuery("select " + bytesOf("n.nspname") + ", " + bytesOf("c.relname")
                    + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                    + " where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind = 'r'"
                    + " and c.relpersistence <> 't' and not exists (select 1 from pg_depend e where"
                    + " e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')"
                    + " order by 1, 2")) {
                while (row.next()) {
                    String schema = names.read(row, 1);
                    String name = names.read(row, 2);
                    tables.add(new SourceTable(
                            "only " + quoted(schema) + "." + quoted(name),
                            ControlCharacterSanitizer.line(schema + "." + name, 200)));
                }
            }
        }
        return tables;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
