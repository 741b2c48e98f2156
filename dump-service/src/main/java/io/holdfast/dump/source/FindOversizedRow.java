package io.holdfast.dump.source;

import io.holdfast.events.ControlCharacterSanitizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Finds a row that is too long for COPY, after a dump failed for an unknown reason. The lengths of bytea and text values are
 * stored in the row, so the values themselves are not read.
 */
@ApplicationScoped
public class FindOversizedRow {

    private static final Logger LOG = Logger.getLogger(FindOversizedRow.class);

    /** Skips tables whose TOAST data is so small that it cannot contain a value of 500 MB, even with the best compression. */
    private static final String WIDE = """
        select n.nspname, c.relname, a.attname, coalesce(nullif(t.typbasetype, 0), t.oid)::pg_catalog.regtype::text
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
          join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
        where c.relkind = 'r' and c.reltoastrelid <> 0 and pg_relation_size(c.reltoastrelid) >= 1048576
          and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and a.attnum > 0 and not a.attisdropped and a.attlen = -1
          and coalesce(to_jsonb(a) ->> 'attgenerated', '') = ''
        order by pg_relation_size(c.reltoastrelid) desc, c.oid, a.attnum\
        """;

    private record Column(String name, String length, int times) {}

    /**
     * Returns a row that is too long; empty if there is none, or if the query fails.
     *
     * @param session session of {@code JdbcConnectionFactory} without an open transaction
     */
    public Optional<OversizedRow> find(Connection session) {
        return find(session, OversizedRow.LIMIT);
    }

    Optional<OversizedRow> find(Connection session, long limit) {
        try (Statement statement = session.createStatement()) {
            for (Map.Entry<String, List<Column>> table : wide(statement).entrySet()) {
                Optional<OversizedRow> found = longest(statement, table.getKey(), table.getValue(), limit);
                if (found.isPresent()) {
                    return found;
                }
            }
        } catch (SQLException e) {
            LOG.warnf("Cannot check for rows that are too long for COPY (SQLSTATE %s)", e.getSQLState());
        }
        return Optional.empty();
    }

    private static Map<String, List<Column>> wide(Statement statement) throws SQLException {
        Map<String, List<Column>> tables = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery(WIDE)) {
            while (row.next()) {
                tables.computeIfAbsent(
                                quoted(row.getString(1)) + "." + quoted(row.getString(2)), name -> new ArrayList<>())
                        .add(column(row.getString(3), row.getString(4)));
            }
        }
        return tables;
    }

    /** COPY writes two digits for each byte of a bytea. For other types, only the stored length is known without reading the value. */
    private static Column column(String name, String type) {
        return switch (type) {
            case "bytea" -> new Column(name, "octet_length(" + quoted(name) + ")", 2);
            case "text", "character varying" -> new Column(name, "octet_length(" + quoted(name) + ")", 1);
            default -> new Column(name, "pg_column_size(" + quoted(name) + ")", 1);
        };
    }

    private static Optional<OversizedRow> longest(Statement statement, String table, List<Column> columns, long limit)
            throws SQLException {
        List<String> lengths = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (Column column : columns) {
            String length = "coalesce(" + column.length() + ", 0)::bigint";
            lengths.add(length);
            parts.add(column.times() + " * " + length);
        }
        String query = "select " + String.join(" + ", parts) + " as line, " + String.join(", ", lengths) + " from only "
                + table + " order by 1 desc limit 1";
        try (ResultSet row = statement.executeQuery(query)) {
            if (!row.next() || row.getLong(1) < limit) {
                return Optional.empty();
            }
            long[] found = new long[columns.size()];
            for (int i = 0; i < found.length; i++) {
                found[i] = row.getLong(i + 2);
            }
            int widest = IntStream.range(0, found.length)
                    .reduce((a, b) -> found[b] * columns.get(b).times()
                                    > found[a] * columns.get(a).times()
                            ? b
                            : a)
                    .orElseThrow();
            return Optional.of(new OversizedRow(
                    ControlCharacterSanitizer.line(table.replace("\"", ""), 200),
                    ControlCharacterSanitizer.line(columns.get(widest).name(), 100),
                    found[widest]));
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
