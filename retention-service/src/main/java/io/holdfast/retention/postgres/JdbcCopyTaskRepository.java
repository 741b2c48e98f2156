package io.holdfast.retention.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.FailureReason;
import io.holdfast.retention.copying.CopyTask;
import io.holdfast.retention.copying.CopyTaskRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Stores the copy tasks in the catalog. */
@ApplicationScoped
class JdbcCopyTaskRepository implements CopyTaskRepository {

    private static final String COLUMNS =
            "backup, destination, number, failures, busy_until, next_at, failure, message";

    private final TransactionSqlRunner sql;

    JdbcCopyTaskRepository(DataSource catalogue) {
        this.sql = new TransactionSqlRunner(catalogue);
    }

    @Override
    public Optional<CopyTask> of(BackupId backup, String destination) {
        return sql
                .query(
                        "select " + COLUMNS + " from copying where backup = ? and destination = ?",
                        JdbcCopyTaskRepository::attempt,
                        backup.value(),
                        destination)
                .stream()
                .findFirst();
    }

    @Override
    public void save(CopyTask attempt) {
        FailureReason failure = attempt.failure();
        sql.update(
                "insert into copying (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (backup, destination) do update set number = excluded.number,"
                        + " failures = excluded.failures, busy_until = excluded.busy_until,"
                        + " next_at = excluded.next_at, failure = excluded.failure, message = excluded.message",
                attempt.backup().value(),
                attempt.destination(),
                attempt.number(),
                attempt.failures(),
                attempt.busyUntil(),
                attempt.nextAt(),
                failure == null ? null : failure.name(),
                attempt.message());
    }

    @Override
    public void forget(BackupId backup, String destination) {
        sql.update("delete from copying where backup = ? and destination = ?", backup.value(), destination);
    }

    @Override
    public boolean isBusy(String destination, Instant now) {
        sql.query("select pg_advisory_xact_lock(hashtext('holdfast copying'), hashtext(?))", row -> true, destination);
        return !sql.query(
                        "select 1 from copying where destination = ? and busy_until > ?", row -> true, destination, now)
                .isEmpty();
    }

    @Override
    public List<CopyTask> all() {
        return sql.query(
                "select " + COLUMNS + " from copying order by backup, destination", JdbcCopyTaskRepository::attempt);
    }

    private static CopyTask attempt(ResultSet row) throws SQLException {
        String failure = row.getString(7);
        return new CopyTask(
                new BackupId(row.getObject(1, UUID.class)),
                row.getString(2),
                row.getInt(3),
                row.getInt(4),
                instant(row, 5),
                instant(row, 6),
                failure == null ? null : FailureReason.valueOf(failure),
                row.getString(8));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
