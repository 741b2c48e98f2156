package io.holdfast.restoring.live;

import io.holdfast.events.Finding;
import io.holdfast.restoring.contents.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Columns of a table as COPY names them. */
final class Columns {

    private static final String LIST = """
            select coalesce('(' || string_agg(quote_ident(attname), ', ' order by attnum) || ')', '')
            from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = ''""";

    private static final String NAMES = """
            select attname, quote_ident(attname) as quoted from pg_attribute
            where attrelid = ? and attnum > 0 and not attisdropped and attgenerated = '' order by attnum""";

    private static final String PARTITIONED = "select relkind = 'p' from pg_class where oid = ?::regclass";

    private Columns() {}

    /** In parentheses, without those that are generated. */
    static String of(Connection session, TableName table) throws SQLException {
        try (PreparedStatement query = session.prepareStatement(LIST)) {
            query.setString(1, LiveTable.quoted(table));
            return ReadTableFacts.rows(query, row -> row.getString(1)).getFirst();
        }
    }

    /** The statement that reads a table's rows; COPY alone reads none of a partitioned table. */
    static String copyOut(Connection session, TableName table, String columns) throws SQLException {
        String name = LiveTable.quoted(table);
        try (PreparedStatement query = session.prepareStatement(PARTITIONED)) {
            query.setString(1, name);
            boolean partitioned =
                    ReadTableFacts.rows(query, row -> row.getBoolean(1)).getFirst();
            return partitioned
                    ? "copy (select " + columns.replaceFirst("^\\((.*)\\)$", "$1") + " from " + name + ") to stdout"
                    : "copy " + name + " " + columns + " to stdout";
        }
    }

    /** Columns that the live table has and the archive has not: they got their defaults. */
    static List<Finding> added(Connection session, LiveTable table, String columns) throws SQLException {
        List<String> known = List.of(
                columns.replaceFirst("^\\(", "").replaceFirst("\\)$", "").split(", "));
        try (PreparedStatement query = session.prepareStatement(NAMES)) {
            query.setLong(1, table.oid());
            return ReadTableFacts.rows(query, row -> new String[] {row.getString(1), row.getString(2)}).stream()
                    .filter(column -> !known.contains(column[1]) && !known.contains(column[0]))
                    .map(column -> new Finding(
                            "column_defaulted",
                            "the backup has no column " + column[0] + " of " + table.name()
                                    + ": its rows have the column's default"))
                    .toList();
        }
    }
}
