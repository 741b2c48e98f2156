package io.holdfast.postgrestools;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Reads names from the catalogs of a database as bytes. As text, a server in {@code SQL_ASCII} refuses those that are no UTF-8, and the
 * driver replaces bytes that it cannot decode.
 *
 * @param encoding of the database
 */
public record CatalogNameReader(TextEncoding encoding) {

    /** Those of the database of this session. */
    public static CatalogNameReader of(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select pg_catalog.getdatabaseencoding()")) {
            row.next();
            return new CatalogNameReader(TextEncoding.of(row.getString(1)));
        }
    }

    /** An expression for a list of columns, to be read by {@link #read(ResultSet, int)}. */
    public static String bytesOf(String name) {
        return "pg_catalog.convert_to(" + name + ", pg_catalog.getdatabaseencoding())";
    }

    /** The name in a column of {@link #bytesOf}. */
    public String read(ResultSet row, int column) throws SQLException {
        return encoding.decode(row.getBytes(column));
    }
}
