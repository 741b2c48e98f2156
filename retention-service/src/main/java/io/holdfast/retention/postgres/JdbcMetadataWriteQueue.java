package io.holdfast.retention.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyLocation;
import io.holdfast.retention.metadata.MetadataWriteQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;

/** Stores the state of the facts files in the catalog. */
@ApplicationScoped
public class JdbcMetadataWriteQueue implements MetadataWriteQueue {

    private final TransactionSqlRunner sql;

    JdbcMetadataWriteQueue(DataSource catalogue) {
        this.sql = new TransactionSqlRunner(catalogue);
    }

    /** Marks the backup after an event, so that its facts are compared again. */
    public void touch(BackupId backup) {
        sql.update("""
                insert into facts_due (backup) values (?)
                on conflict (backup) do update set touched = facts_due.touched + 1""", backup.value());
    }

    @Override
    public List<Due> due(Instant now, int most) {
        return sql.query(
                "select backup, touched from facts_due where retry_at <= ? order by retry_at, since limit ?",
                row -> new Due(new BackupId(row.getObject(1, UUID.class)), row.getLong(2)),
                now,
                most);
    }

    @Override
    public boolean isWritten(BackupId backup, CopyLocation copy, String digest) {
        return !sql.query("""
                        select 1 from facts_written
                        where backup = ? and destination = ? and key = ? and version = ? and digest = ?""", row -> true, backup.value(), copy.destination(), copy.key(), version(copy), digest)
                .isEmpty();
    }

    @Override
    public void written(BackupId backup, CopyLocation copy, String digest) {
        sql.update("""
                insert into facts_written (backup, destination, key, version, digest) values (?, ?, ?, ?, ?)
                on conflict (backup, destination, key)
                do update set version = excluded.version, digest = excluded.digest""", backup.value(), copy.destination(), copy.key(), version(copy), digest);
    }

    private static String version(CopyLocation copy) {
        return Objects.requireNonNullElse(copy.versionId(), "");
    }

    @Override
    public void done(Due due) {
        sql.update(
                "delete from facts_due where backup = ? and touched = ?",
                due.backup().value(),
                due.touched());
    }

    @Override
    public void later(Due due, Instant at) {
        sql.update(
                "update facts_due set retry_at = ? where backup = ?",
                at,
                due.backup().value());
    }
}
