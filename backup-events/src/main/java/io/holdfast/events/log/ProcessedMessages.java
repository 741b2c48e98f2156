package io.holdfast.events.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The ids of messages that were processed before. */
@ApplicationScoped
class ProcessedMessages {

    private final DataSource catalogue;

    ProcessedMessages(DataSource catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Records (topic, source, id) in the caller's transaction; false if it is recorded already. The topic is part of the key, because only
     * the permission to write a topic proves a source. A record on a topic with many writers must not hide a later one, with the same
     * source and id, on a topic with few writers.
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

    /** Whether it is recorded. A row from the time before topics were recorded counts for every topic. */
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

    /** Allows a later record to have this source and id, in the caller's transaction. */
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
