package io.holdfast.retention.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.holdfast.events.DatabaseId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Stores what was missing at the last scan. Call the methods in a transaction. */
@ApplicationScoped
public class KnownMissingCopyRepository {

    private static final TypeReference<TreeSet<String>> NAMES = new TypeReference<>() {};

    private final TransactionSqlRunner sql;

    KnownMissingCopyRepository(DataSource catalogue) {
        this.sql = new TransactionSqlRunner(catalogue);
    }

    /** The losses by database. Locks out other replicas until the transaction ends. */
    public Map<DatabaseId, SortedSet<String>> all() {
        Map<DatabaseId, SortedSet<String>> known = new TreeMap<>();
        sql.query("select pg_advisory_xact_lock(hashtext('holdfast known losses'))", row -> true);
        sql.query(
                        "select database, losses from known_loss",
                        row -> Map.entry(
                                new DatabaseId(row.getString(1)), BackupRecordJsonMapper.read(row.getString(2), NAMES)))
                .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        return known;
    }

    public void save(DatabaseId database, SortedSet<String> losses) {
        sql.update("""
                insert into known_loss (database, losses) values (?, ?::jsonb)
                on conflict (database) do update set losses = excluded.losses""", database.value(), BackupRecordJsonMapper.write(List.copyOf(losses)));
    }
}
