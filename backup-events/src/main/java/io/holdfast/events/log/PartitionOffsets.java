package io.holdfast.events.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/** The offsets in the catalog: how far each partition has been read. */
@ApplicationScoped
public class PartitionOffsets {

    private final DataSource catalogue;

    PartitionOffsets(DataSource catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The next offset to read. Its row is locked until the end of the transaction, so that two replicas that both believe to own a
     * partition take turns. A topic that was recreated has another id, and starts at 0.
     */
    Position lock(TopicPartition partition, UUID topicId, long firstSeen) throws SQLException {
        try (Connection connection = catalogue.getConnection()) {
            try (PreparedStatement begin = connection.prepareStatement("""
                    insert into log_position (topic, "partition", topic_id, next_offset) values (?, ?, ?, ?)
                    on conflict do nothing""")) {
                begin.setString(1, partition.topic());
                begin.setInt(2, partition.partition());
                begin.setObject(3, topicId);
                begin.setLong(4, firstSeen);
                begin.executeUpdate();
            }
            try (PreparedStatement select = connection.prepareStatement("""
                    select topic_id, next_offset from log_position where topic = ? and "partition" = ? for update""")) {
                select.setString(1, partition.topic());
                select.setInt(2, partition.partition());
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return topicId.equals(row.getObject(1, UUID.class))
                            ? new Position(row.getLong(2))
                            : new Position(firstSeen);
                }
            }
        }
    }

    /** Moves the offset in the caller's transaction. */
    void move(TopicPartition partition, UUID topicId, long next) throws SQLException {
        try (Connection connection = catalogue.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        update log_position set topic_id = ?, next_offset = ? where topic = ? and "partition" = ?""")) {
            update.setObject(1, topicId);
            update.setLong(2, next);
            update.setString(3, partition.topic());
            update.setInt(4, partition.partition());
            update.executeUpdate();
        }
    }

    /** Next offsets of the partitions of a topic; a partition that was never read, or only in an older topic of this name, is absent. */
    public Map<Integer, Long> of(String topic, UUID topicId) throws SQLException {
        try (Connection connection = catalogue.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select \"partition\", next_offset from log_position where topic = ? and topic_id = ?")) {
            select.setString(1, topic);
            select.setObject(2, topicId);
            Map<Integer, Long> positions = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    positions.put(rows.getInt(1), rows.getLong(2));
                }
            }
            return positions;
        }
    }

    /** @param next offset of the next record to read */
    record Position(long next) {}
}
