package io.holdfast.retention.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Counts and sizes of the backup records. */
@ApplicationScoped
public class BackupStatistics {

    /**
     * One database, kind and state.
     *
     * @param kind {@code unknown} if the request was rejected for its kind
     * @param bytes stored
     * @param lastVerified of the backups that are still stored
     */
    public record Group(
            String database,
            String kind,
            String state,
            long backups,
            long bytes,
            @Nullable Instant lastVerified) {}

    private final TransactionSqlRunner sql;

    BackupStatistics(DataSource catalogue) {
        this.sql = new TransactionSqlRunner(catalogue);
    }

    public List<Group> groups() {
        return sql.query("""
                select database, coalesce(kind, 'unknown'), state, count(*), sum(stored_bytes),
                       max(verified_at) filter (where kept)
                from backup group by 1, 2, 3""", row -> {
            OffsetDateTime verified = row.getObject(6, OffsetDateTime.class);
            return new Group(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5),
                    verified == null ? null : verified.toInstant());
        });
    }
}
