package io.holdfast.events.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.holdfast.events.codec.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Reads and updates the outbox for its relay, through the connection that holds the relay's lock. */
final class OutboxRelayRepository {

    private static final int BATCH = 500;

    private final Connection connection;

    OutboxRelayRepository(Connection connection) {
        this.connection = connection;
    }

    /** Whether this session may send. A second session of the schema must wait. The lock ends with the session. */
    boolean tryLock() throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                        "select pg_try_advisory_lock(hashtextextended('outbox of ' || current_schema(), 0))");
                ResultSet row = lock.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    void unlock() throws SQLException {
        try (PreparedStatement unlock = connection.prepareStatement("select pg_advisory_unlock_all()")) {
            unlock.execute();
        }
    }

    List<Row> oldestUnsent() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select seq, topic, key, headers, value from outbox where sent_at is null order by seq limit ?")) {
            select.setInt(1, BATCH);
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(found.getLong(1), record(found)));
                }
            }
            return rows;
        }
    }

    void mark(List<Long> sent) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update outbox set sent_at = now() where seq = any (?)")) {
            update.setArray(1, connection.createArrayOf("bigint", sent.toArray()));
            update.executeUpdate();
        }
    }

    void forget(Duration sentBefore) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from outbox where sent_at < now() - make_interval(secs => ?)")) {
            delete.setDouble(1, sentBefore.toSeconds());
            delete.executeUpdate();
        }
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from trace_context where heard_at < now() - make_interval(secs => ?)")) {
            delete.setDouble(1, sentBefore.toSeconds());
            delete.executeUpdate();
        }
    }

    private static ProducerRecord<byte[], byte[]> record(ResultSet row) throws SQLException {
        String key = row.getString(3);
        RecordHeaders headers = new RecordHeaders();
        try {
            Json.mapper()
                    .readValue(row.getString(4), new TypeReference<Map<String, String>>() {})
                    .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            throw new SQLException("cannot read the headers of an outbox row", e);
        }
        return new ProducerRecord<>(
                row.getString(2),
                null,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                row.getBytes(5),
                headers);
    }

    /** @param seq sequence number in the order of writing */
    record Row(long seq, ProducerRecord<byte[], byte[]> record) {}
}
