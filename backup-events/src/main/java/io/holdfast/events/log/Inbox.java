package io.holdfast.events.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What has been heard before. */
@ApplicationScoped
class Inbox {

    private final DataSource catalogue;

    Inbox(DataSource catalogue) {
        this.catalogue = catalogue;
    }

    /** Writes down (source, id) within the surrounding transaction; false where it already stands there. */
    boolean isNew(String source, String id) throws SQLException {
        try (Connection connection = catalogue.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into inbox (source, id) values (?, ?) on conflict do nothing")) {
            insert.setString(1, source);
            insert.setString(2, id);
            return insert.executeUpdate() == 1;
        }
    }
}
