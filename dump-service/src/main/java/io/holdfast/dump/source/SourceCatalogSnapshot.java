package io.holdfast.dump.source;

import io.holdfast.postgrestools.ServerRestartDetector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a database that is compared after a failed dump: its objects, and the counters of the server. Every role can
 * read this data. Temporary objects are excluded: they change often, and pg_dump ignores them.
 *
 * @param nextTransaction id of the next transaction
 * @param objects sorted oids by kind; empty if there are too many objects to compare
 * @param counters counters of this database since the last reset of the statistics
 */
record SourceCatalogSnapshot(
        ServerRestartDetector server, long nextTransaction, Map<Kind, long[]> objects, Counters counters) {

    /** Kinds of objects that pg_dump reads one by one. It fails if one of them is dropped at the same time. */
    enum Kind {
        RELATIONS("relation", "relations"),
        INDEXES("index", "indexes"),
        FUNCTIONS("function", "functions"),
        TYPES("type", "types"),
        CONSTRAINTS("constraint", "constraints"),
        SCHEMAS("schema", "schemas");

        private final String one;
        private final String several;

        Kind(String one, String several) {
            this.one = one;
            this.several = several;
        }

        String counted(long number) {
            return number + " " + (number == 1 ? one : several);
        }
    }

    /**
     * Counters of the server.
     *
     * @param removedRows rows removed from catalogs of non-temporary objects: functions, rules, enum values, triggers, policies,
     *     schemas
     * @param conflicts queries that a standby cancelled
     * @param deadlocks deadlocks that the server resolved
     * @param killed sessions that an administrator terminated; 0 before PostgreSQL 14, which does not count them
     */
    record Counters(long removedRows, long conflicts, long deadlocks, long killed) {}

    /** Limits the memory to about 10 MB. */
    private static final int MAX_OBJECTS = 200_000;

    private static final String OBJECTS = """
        with own as (
          select case when relkind in ('i', 'I') then 'INDEXES' else 'RELATIONS' end as kind, oid from pg_class
            where oid >= 16384 and relpersistence <> 't' and relkind <> 't'
          union all select 'FUNCTIONS', oid from pg_proc where oid >= 16384
          union all select 'TYPES', t.oid from pg_type t join pg_namespace n on n.oid = t.typnamespace
            where t.oid >= 16384 and t.typrelid = 0 and t.typcategory <> 'A' and n.nspname !~ '^pg_(toast_)?temp_'
          union all select 'CONSTRAINTS', c.oid from pg_constraint c join pg_namespace n on n.oid = c.connamespace
            where c.oid >= 16384 and n.nspname !~ '^pg_(toast_)?temp_'
          union all select 'SCHEMAS', oid from pg_namespace where oid >= 16384 and nspname !~ '^pg_(toast_)?temp_')
        select kind, string_agg(oid::text, ' ') as oids from own
        where (select count(*) from own) <= %d group by kind\
        """.formatted(MAX_OBJECTS);

    /** A column that does not exist in this version is 0. */
    private static final String COUNTERS = """
        select txid_snapshot_xmax(txid_current_snapshot()) as next_transaction,
          (select coalesce(sum(pg_stat_get_tuples_deleted(oid)), 0) from pg_class
            where oid in ('pg_proc'::regclass, 'pg_rewrite'::regclass, 'pg_enum'::regclass, 'pg_trigger'::regclass,
              'pg_policy'::regclass, 'pg_namespace'::regclass, 'pg_extension'::regclass)) as removed_rows,
          d.conflicts, d.deadlocks, coalesce((to_jsonb(d) ->> 'sessions_killed')::bigint, 0) as killed
        from pg_stat_database d where d.datname = current_database()\
        """;

    /** Rows of new or altered objects: their transaction started after the snapshot. */
    private static final String ALTERED = """
        select count(*) from (
          select xmin from pg_class where oid >= 16384 and relpersistence <> 't' and relkind <> 't'
          union all select xmin from pg_proc where oid >= 16384) row
        where age(row.xmin) between 1 and %d\
        """;

    static SourceCatalogSnapshot read(Connection session) throws SQLException {
        ServerRestartDetector server = ServerRestartDetector.read(session);
        Map<Kind, long[]> objects = new EnumMap<>(Kind.class);
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(OBJECTS)) {
            while (row.next()) {
                objects.put(
                        Kind.valueOf(row.getString("kind")),
                        Arrays.stream(row.getString("oids").split(" "))
                                .mapToLong(Long::parseLong)
                                .sorted()
                                .toArray());
            }
        }
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(COUNTERS)) {
            row.next();
            return new SourceCatalogSnapshot(
                    server,
                    row.getLong("next_transaction"),
                    objects,
                    new Counters(
                            row.getLong("removed_rows"),
                            row.getLong("conflicts"),
                            row.getLong("deadlocks"),
                            row.getLong("killed")));
        }
    }

    /** Returns the number of objects that were created or altered since this snapshot. */
    long alteredUntil(SourceCatalogSnapshot later, Connection session) throws SQLException {
        long passed = later.nextTransaction - nextTransaction;
        if (passed <= 0) {
            return 0;
        }
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(ALTERED.formatted(Math.min(passed, Integer.MAX_VALUE)))) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Describes the objects of this snapshot that do not exist in a later one; empty if all exist. */
    Optional<String> goneIn(SourceCatalogSnapshot later) {
        StringBuilder gone = new StringBuilder();
        for (Map.Entry<Kind, long[]> kind : objects.entrySet()) {
            long[] there = later.objects.getOrDefault(kind.getKey(), new long[0]);
            long missing = later.objects.isEmpty()
                    ? 0
                    : Arrays.stream(kind.getValue())
                            .filter(oid -> Arrays.binarySearch(there, oid) < 0)
                            .count();
            if (missing > 0) {
                gone.append(gone.isEmpty() ? "" : ", ").append(kind.getKey().counted(missing));
            }
        }
        return gone.isEmpty() ? Optional.empty() : Optional.of(gone.toString());
    }
}
