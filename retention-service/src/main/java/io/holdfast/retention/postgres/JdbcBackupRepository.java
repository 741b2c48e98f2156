package io.holdfast.retention.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.StoredCopy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stores one row for each backup. The record is one JSON document, because only the domain record reads its parts; the
 * other columns are for searching. It uses JDBC, because an entity would duplicate the domain record.
 */
@ApplicationScoped
public class JdbcBackupRepository implements BackupRepository {

    private final TransactionSqlRunner sql;

    JdbcBackupRepository(DataSource catalogue) {
        this.sql = new TransactionSqlRunner(catalogue);
    }

    @Override
    public Optional<BackupRecord> find(BackupId backup) {
        return sql
                .query("select page from backup where id = ? for update", JdbcBackupRepository::record, backup.value())
                .stream()
                .findFirst();
    }

    @Override
    public List<BackupRecord> read(List<BackupId> backups) {
        return sql.query("select page from backup where id = any (?)", JdbcBackupRepository::record, (Object)
                backups.stream().map(BackupId::value).toArray(UUID[]::new));
    }

    @Override
    public void save(BackupRecord record) {
        BackupKind kind = record.kind();
        sql.update(
                """
                insert into backup (id, database, kind, state, taken_at, verified_at, stored_bytes, kept, expiring, page)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                on conflict (id) do update set kind = excluded.kind, state = excluded.state,
                    taken_at = excluded.taken_at, verified_at = excluded.verified_at,
                    stored_bytes = excluded.stored_bytes, kept = excluded.kept, expiring = excluded.expiring,
                    page = excluded.page""",
                record.id().value(),
                record.database().value(),
                kind == null ? null : kind.label(),
                record.word(),
                record.takenAt(),
                record.trust().verifiedAt(),
                storedBytes(record),
                record.isKept(),
                record.isExpiring(),
                BackupRecordJsonMapper.write(record));
    }

    private static long storedBytes(BackupRecord record) {
        return record.storedCopies()
                .map(StoredCopy::copy)
                .collect(Collectors.summingLong(io.holdfast.events.BackupCopyRecord::bytes));
    }

    @Override
    public List<BackupRecord> storedOf(DatabaseId database) {
        return sql.query(
                "select page from backup where database = ? and kept", JdbcBackupRepository::record, database.value());
    }

    @Override
    public List<BackupRecord> expiring() {
        return sql.query(
                "select page from backup where expiring order by taken_at, id desc", JdbcBackupRepository::record);
    }

    public boolean isAnyExpiring() {
        return !sql.query("select 1 from backup where expiring limit 1", row -> true)
                .isEmpty();
    }

    /** Newest first. A criterion that is null is ignored. */
    public List<BackupRecord> list(
            @Nullable String database, @Nullable String kind, @Nullable String state, int limit) {
        return sql.query("""
                select page from backup
                where (?::text is null or database = ?) and (?::text is null or kind = ?)
                  and (?::text is null or state = ?)
                order by taken_at desc, id limit ?""", JdbcBackupRepository::record, database, database, kind, kind, state, state, limit);
    }

    /** Number of copies per database whose lock was found missing or too short and should still be in effect. */
    public Map<DatabaseId, Long> locksMissing(Instant now) {
        Map<DatabaseId, Long> missing = new HashMap<>();
        sql.query("""
                        select database, count(*) from backup, jsonb_array_elements(page -> 'copies') copy
                        where kept and copy ->> 'condition' = 'PRESENT'
                          and (copy ->> 'lockMissedUntil')::timestamptz > ? group by database""", row -> Map.entry(new DatabaseId(row.getString(1)), row.getLong(2)), now)
                .forEach(entry -> missing.put(entry.getKey(), entry.getValue()));
        return missing;
    }

    private static BackupRecord record(ResultSet row) throws SQLException {
        return BackupRecordJsonMapper.read(row.getString(1), BackupRecord.class);
    }
}
