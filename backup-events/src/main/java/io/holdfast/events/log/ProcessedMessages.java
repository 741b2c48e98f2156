package io.holdfast.events.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What has been heard before. */
@ApplicationScoped
class ProcessedMessages {

    private final DataSource catalogue;

    ProcessedMessages(DataSource catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Records (topic, source, id) within the surrounding transaction; false if it is recorded already. The topic is part of the
     * key because a source is proven by nothing but the right to write a topic: a record on a topic that many may write must not
     * hide a later one, with the same source and id, on a topic that few may write.
     */
    boolean isNew(String topic, String source, String id) throws SQLException {
        try (Connection connection = catalogue.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into inbox (topic, source, id)
                        select ?, ?, ? where not exists (select from inbox where topic = '' and source = ? and id = ?)
                        on conflict do nothing""")) {
            insert.setString(1, topic);
            insert.setString(2, source);
            insert.setString(3, id);
            insert.setString(4, source);
            insert.setString(5, id);
            return insert.executeUpdate() == 1;
        }
    }

    /** Whether it is recorded; a row from before topics were kept counts for every topic. */
    boolean has(String topic, String source, String id) throws SQLException {
        try (Connection connection = catalogue.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select from inbox where topic in ('', ?) and source = ? and id = ?")) {
            select.setString(1, topic);
            select.setString(2, source);
            select.setString(3, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Lets a later record have this source and id, within the surrounding transaction. */
    void forget(String topic, String source, String id) throws SQLException {
        try (Connection connection = catalogue.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("delete from inbox where topic = ? and source = ? and id = ?")) {
            delete.setString(1, topic);
            delete.setString(2, source);
            delete.setString(3, id);
            delete.executeUpdate();
        }
    }
}
