package io.holdfast.retention.postgres;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.log.CatalogueDatabaseException;
import io.holdfast.retention.expiring.StoredCopy.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The recorded copies of one destination, in the order in which destinations list their files. */
@ApplicationScoped
public class RecordedCopyQueries {

    private static final int ROWS_AT_ONCE = 1000;

    /** If two backups used one name, the one that still has it comes first. */
    private static final String IN_ORDER = """
            select c -> 'copy' ->> 'key', b.id, b.database, (c -> 'copy' ->> 'bytes')::bigint, b.state,
                   c ->> 'condition',
                   exists (select 1 from jsonb_array_elements(b.page -> 'intents') i
                           where i ->> 'stage' = 'DELETING' and i -> 'copy' ->> 'destination' = ?
                             and i -> 'copy' ->> 'key' = c -> 'copy' ->> 'key')
            from backup b cross join lateral jsonb_array_elements(b.page -> 'copies') c
            where c -> 'copy' ->> 'destination' = ?
            order by (c -> 'copy' ->> 'key') collate "C", c ->> 'condition' = 'EXPIRED'""";

    /**
     * @param word the state of the backup
     * @param isDeleting whether its bytes may be deleted at any moment
     */
    public record Known(
            String key,
            BackupId backup,
            DatabaseId database,
            long bytes,
            String word,
            Condition condition,
            boolean isDeleting) {}

    private final DataSource catalogue;
    private final TransactionSqlRunner sql;

    RecordedCopyQueries(DataSource catalogue) {
        this.catalogue = catalogue;
        this.sql = new TransactionSqlRunner(catalogue);
    }

    /** The names that belong to a copy there, or are reserved for a copy in progress. */
    public Set<String> knownOf(String destination, Collection<String> names) {
        String[] requestedNames = names.toArray(String[]::new);
        Set<String> known = new HashSet<>(sql.query("""
                select c -> 'copy' ->> 'key'
                from backup b cross join lateral jsonb_array_elements(b.page -> 'copies') c
                where b.kept and c ->> 'condition' <> 'EXPIRED'
                  and c -> 'copy' ->> 'destination' = ? and c -> 'copy' ->> 'key' = any (?)""", row -> row.getString(1), destination, requestedNames));
        known.addAll(sql.query("""
                select page -> 'making' ->> 'artifact' from backup
                where kept and page ->> 'state' in ('ACCEPTED', 'RUNNING')
                  and page -> 'making' ->> 'artifact' = any (?)""", row -> row.getString(1), (Object) requestedNames));
        return known;
    }

    /** The caller closes the cursor. Do not open it in a transaction, which could time out. */
    public Cursor of(String destination) {
        try {
            return new Cursor(catalogue.getConnection(), destination);
        } catch (SQLException e) {
            throw new CatalogueDatabaseException(e);
        }
    }

    /** Reads one row at a time, whatever the number of rows. */
    public static final class Cursor implements AutoCloseable {

        private final Connection connection;
        private final PreparedStatement statement;
        private final ResultSet rows;

        private Cursor(Connection connection, String destination) throws SQLException {
            this.connection = connection;
            // With auto-commit, the driver would fetch all rows at once.
            connection.setAutoCommit(false);
            this.statement = connection.prepareStatement(IN_ORDER);
            statement.setFetchSize(ROWS_AT_ONCE);
            statement.setString(1, destination);
            statement.setString(2, destination);
            this.rows = statement.executeQuery();
        }

        /** Returns null after the last row. */
        public @Nullable Known next() {
            try {
                return rows.next()
                        ? new Known(
                                rows.getString(1),
                                new BackupId(rows.getObject(2, UUID.class)),
                                new DatabaseId(rows.getString(3)),
                                rows.getLong(4),
                                rows.getString(5),
                                Condition.valueOf(rows.getString(6)),
                                rows.getBoolean(7))
                        : null;
            } catch (SQLException e) {
                throw new CatalogueDatabaseException(e);
            }
        }

        @Override
        public void close() {
            try (connection;
                    statement) {
                rows.close();
                connection.rollback();
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                throw new CatalogueDatabaseException(e);
            }
        }
    }
}
