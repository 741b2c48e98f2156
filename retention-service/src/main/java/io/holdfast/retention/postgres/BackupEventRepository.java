package io.holdfast.retention.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.events.BackupId;
import io.holdfast.events.Envelope;
import io.holdfast.events.codec.Json;
import io.holdfast.events.codec.MessageTypes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;

/** Stores all events about a backup, in the order of the event log. */
@ApplicationScoped
public class BackupEventRepository {

    /**
     * @param type CloudEvents type
     * @param time when it happened, by the producer's clock
     */
    public record Event(String type, String source, String id, Instant time, JsonNode data) {}

    private final TransactionSqlRunner sql;

    BackupEventRepository(DataSource catalogue) {
        this.sql = new TransactionSqlRunner(catalogue);
    }

    public void add(BackupId backup, Envelope<?> envelope) {
        sql.update(
                """
                insert into backup_history (backup, type, source, event_id, happened, data)
                values (?, ?, ?, ?, ?, ?::jsonb)""",
                backup.value(),
                MessageTypes.typeOf(envelope.message().getClass()),
                envelope.source().toString(),
                envelope.id(),
                envelope.time(),
                Json.mapper().valueToTree(envelope.message()).toString());
    }

    public List<Event> of(BackupId backup) {
        return sql.query(
                "select type, source, event_id, happened, data from backup_history where backup = ? order by seq",
                row -> new Event(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        BackupRecordJsonMapper.read(row.getString(5), JsonNode.class)),
                backup.value());
    }
}
