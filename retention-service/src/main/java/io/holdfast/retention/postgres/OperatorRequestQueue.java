package io.holdfast.retention.postgres;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.ImportRequested;
import io.holdfast.events.OperatorRequest.RebuildRequested;
import io.holdfast.events.RequestRef;
import io.holdfast.events.codec.MessageTypes;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Operators' requests that take long, in the order in which they were received. */
@ApplicationScoped
public class OperatorRequestQueue {

    private static final Map<String, Class<? extends OperatorRequest>> LONG = Map.of(
            MessageTypes.typeOf(RebuildRequested.class), RebuildRequested.class,
            MessageTypes.typeOf(ImportRequested.class), ImportRequested.class);

    /** @param type CloudEvents type of the request */
    public record Assignment(RequestRef ref, String type, DatabaseId database, OperatorRequest request) {}

    private final TransactionSqlRunner sql;

    OperatorRequestQueue(DataSource catalogue) {
        this.sql = new TransactionSqlRunner(catalogue);
    }

    /** Call it in the transaction that stores the request. */
    public void add(Assignment assignment) {
        sql.update(
                """
                insert into assignment (source, id, type, database, request) values (?, ?, ?, ?, ?::jsonb)
                on conflict (source, id) do nothing""",
                assignment.ref().source().toString(),
                assignment.ref().id(),
                assignment.type(),
                assignment.database().value(),
                BackupRecordJsonMapper.write(assignment.request()));
    }

    public List<Assignment> all() {
        return sql.query(
                "select source, id, type, database, request from assignment order by seq",
                OperatorRequestQueue::assignment);
    }

    /** Call it in the transaction that publishes the answer. */
    public void remove(Assignment assignment) {
        sql.update(
                "delete from assignment where source = ? and id = ?",
                assignment.ref().source().toString(),
                assignment.ref().id());
    }

    private static Assignment assignment(ResultSet row) throws SQLException {
        Class<? extends OperatorRequest> type = LONG.get(row.getString(3));
        if (type == null) {
            throw new IllegalStateException("requests of type " + row.getString(3) + " are not queued");
        }
        return new Assignment(
                new RequestRef(URI.create(row.getString(1)), row.getString(2)),
                row.getString(3),
                new DatabaseId(row.getString(4)),
                BackupRecordJsonMapper.read(row.getString(5), type));
    }
}
