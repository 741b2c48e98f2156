package io.holdfast.postgrestools;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Reads names from the system catalogs of a database as bytes. Text is not safe: a server with {@code SQL_ASCII} refuses names that are not
 * UTF-8, and the driver replaces bytes that it cannot decode.
 *
 * @param encoding encoding of the database
 */
public record SystemCatalogNameReader(PostgresTextEncoding encoding) {

    /** A reader for the database of this session. */
    public static SystemCatalogNameReader of(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select pg_catalog.getdatabaseencoding()")) {
            row.next();
            return new SystemCatalogNameReader(PostgresTextEncoding.of(row.getString(1)));
        }
    }

    /** The expression for a select list whose column {@link #read(ResultSet, int)} reads. */
    public static String bytesOf(String name) {
        return "pg_catalog.convert_to(" + name + ", pg_catalog.getdatabaseencoding())";
    }

    /** Reads the name from a column of {@link #bytesOf}. */
    public String read(ResultSet row, int column) throws SQLException {
        return encoding.decode(row.getBytes(column));
    }
}
