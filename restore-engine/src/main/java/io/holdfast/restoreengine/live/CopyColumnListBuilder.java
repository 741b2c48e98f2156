package io.holdfast.restoreengine.live;

import io.holdfast.events.Finding;
import io.holdfast.restoreengine.contents.SqlIdentifierParser;
import io.holdfast.restoreengine.contents.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds column lists for COPY. */
final class CopyColumnListBuilder {

    private static final String LIST = """
            select coalesce('(' || string_agg(quote_ident(attname), ', ' order by attnum) || ')', '')
            from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = ''""";

    private static final String NAMES = """
            select attname from pg_attribute
            where attrelid = ? and attnum > 0 and not attisdropped and attgenerated = '' order by attnum""";

    private static final String PARTITIONED = "select relkind = 'p' from pg_class where oid = ?::regclass";

    private static final String SEPARATOR = ", ";

    private CopyColumnListBuilder() {}

    /** The column list in parentheses, without generated columns. */
    static String of(Connection session, TableName table) throws SQLException {
        try (PreparedStatement query = session.prepareStatement(LIST)) {
            query.setString(1, LiveTable.quoted(table));
            return ReadTableCatalogInfo.rows(query, row -> row.getString(1)).getFirst();
        }
    }

    /** The statement that reads the rows of a table. COPY alone does not read a partitioned table. */
    static String copyOut(Connection session, TableName table, String columns) throws SQLException {
        String name = LiveTable.quoted(table);
        try (PreparedStatement query = session.prepareStatement(PARTITIONED)) {
            query.setString(1, name);
            boolean partitioned =
                    ReadTableCatalogInfo.rows(query, row -> row.getBoolean(1)).getFirst();
            return partitioned
                    ? "copy (select " + list(columns) + " from " + name + ") to stdout"
                    : "copy " + name + " " + columns + " to stdout";
        }
    }

    /** The list without parentheses. Names may contain newlines. */
    static String list(String columns) {
        return columns.isEmpty() ? "" : columns.substring(1, columns.length() - 1);
    }

    /** The names without quotes. Names may contain commas and blanks. */
    static Set<String> names(String columns) {
        Set<String> names = new HashSet<>();
        Optional<SqlIdentifierParser.Read> name = SqlIdentifierParser.at(columns, 1);
        while (name.isPresent()) {
            names.add(name.get().name());
            name = SqlIdentifierParser.at(columns, name.get().end() + SEPARATOR.length());
        }
        return names;
    }

    /** Columns that the live table has but the archive lacks. They get their defaults. */
    static List<Finding> added(Connection session, LiveTable table, String columns) throws SQLException {
        Set<String> known = names(columns);
        try (PreparedStatement query = session.prepareStatement(NAMES)) {
            query.setLong(1, table.oid());
            return ReadTableCatalogInfo.rows(query, row -> row.getString(1)).stream()
                    .filter(column -> !known.contains(column))
                    .map(column -> new Finding(
                            "column_defaulted",
                            "the backup has no column " + column + " of " + table.name()
                                    + ": the restored rows get the default of the column"))
                    .toList();
        }
    }
}
