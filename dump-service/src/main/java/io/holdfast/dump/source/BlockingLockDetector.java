package io.holdfast.dump.source;

import static io.holdfast.postgrestools.SystemCatalogNameReader.bytesOf;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.postgrestools.SystemCatalogNameReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Finds locks that block pg_dump, and an exhausted lock table. Every role can read {@code pg_locks}. */
final class BlockingLockDetector {

    /** Includes waiting locks, because pg_dump queues behind them. */
    private static final String HELD = "select " + bytesOf("n.nspname || '.' || c.relname") + """
        , l.pid, l.granted, count(*) over () as number
         from pg_locks l join pg_class c on c.oid = l.relation join pg_namespace n on n.oid = c.relnamespace
        where l.locktype = 'relation' and l.mode = 'AccessExclusiveLock' and l.pid <> pg_backend_pid()
          and l.database = (select oid from pg_database where datname = current_database())
          and c.oid >= 16384 and c.relkind in ('r', 'p')
        order by l.granted desc, 1 limit 1\
        """;

    /** PostgreSQL's own formula for the size of the lock table. The server has a small reserve in addition. */
    private static final String PLACES = """
        select current_setting('max_locks_per_transaction')::bigint as per_transaction,
          current_setting('max_locks_per_transaction')::bigint
          * (current_setting('max_connections')::bigint + current_setting('max_prepared_transactions')::bigint
             + current_setting('autovacuum_max_workers')::bigint + 1 + current_setting('max_worker_processes')::bigint
             + coalesce(current_setting('max_wal_senders', true)::bigint, 0)) as places,
          (select count(*) from pg_class where relkind in ('r', 'p') and oid >= 16384 and relpersistence <> 't') as tables\
        """;

    Optional<DumpFailure> held(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            SystemCatalogNameReader names = SystemCatalogNameReader.of(statement);
            try (ResultSet row = statement.executeQuery(HELD)) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long others = row.getLong("number") - 1;
                return Optional.of(DumpFailureCause.LOCKED.found("process " + row.getInt("pid")
                        + (row.getBoolean("granted") ? " holds " : " waits for ")
                        + ControlCharacterSanitizer.line(names.read(row, 1), 200)
                        + (others > 0 ? "; there are " + others + " more locks" : "")));
            }
        }
    }

    Optional<DumpFailure> exhausted(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(PLACES)) {
            row.next();
            long tables = row.getLong("tables");
            long places = row.getLong("places");
            return tables < places
                    ? Optional.empty()
                    : Optional.of(
                            DumpFailureCause.OUT_OF_LOCKS.found(tables + " tables, but max_locks_per_transaction = "
                                    + row.getLong("per_transaction") + " allows only " + places + " locks"));
        }
    }
}
