package io.holdfast.events.tracing;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Stores trace contexts in the catalog, so that they outlive the process that started them. */
@ApplicationScoped
class TraceContextRepository {

    private final DataSource catalogue;

    TraceContextRepository(DataSource catalogue) {
        this.catalogue = catalogue;
    }

    /** The first one is kept: everything later belongs to the request. */
    void store(UUID about, String traceparent) throws SQLException {
        try (Connection connection = catalogue.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into trace_context (about, traceparent) values (?, ?) on conflict do nothing")) {
            insert.setObject(1, about);
            insert.setString(2, traceparent);
            insert.executeUpdate();
        }
    }

    Optional<String> of(UUID about) throws SQLException {
        try (Connection connection = catalogue.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("select traceparent from trace_context where about = ?")) {
            select.setObject(1, about);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}
