package io.holdfast.retention.postgres;

import io.holdfast.events.log.CatalogueDatabaseException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs one SQL statement at a time on the connection of the current transaction. */
final class TransactionSqlRunner {

    /** Maps the current row of the result. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final DataSource catalogue;

    TransactionSqlRunner(DataSource catalogue) {
        this.catalogue = catalogue;
    }

    <T> List<T> query(String sql, Row<T> reading, @Nullable Object... values) {
        try (Connection connection = catalogue.getConnection();
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reading.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new CatalogueDatabaseException(e);
        }
    }

    int update(String sql, @Nullable Object... values) {
        try (Connection connection = catalogue.getConnection();
                PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new CatalogueDatabaseException(e);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            statement.setObject(
                    i + 1, value instanceof Instant at ? OffsetDateTime.ofInstant(at, ZoneOffset.UTC) : value);
        }
        return statement;
    }
}
