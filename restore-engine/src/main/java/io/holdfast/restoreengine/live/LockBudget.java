package io.holdfast.restoreengine.live;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.TableOfContents;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/**
 * How many locks a restore in one transaction needs, and how many the server has places for. Each object has a lock of its own while it is
 * dropped, each new relation one as well, and each large object one. Source: the manual on {@code max_locks_per_transaction}, and
 * {@code AcquireDeletionLock} of dependency.c.
 *
 * @param objects large objects
 * @param dropped objects of the live database, without large ones
 * @param made relations of the archive, with their TOAST tables
 * @param each {@code max_locks_per_transaction}
 * @param times {@code max_connections} and {@code max_prepared_transactions}
 * @param held by sessions of other databases, which a restore does not end
 */
public record LockBudget(long objects, long dropped, long made, long each, long times, long held) {

    public static final String CODE = "too_many_locks";

    private static final Set<String> RELATIONS =
            Set.of("TABLE", "VIEW", "MATERIALIZED VIEW", "FOREIGN TABLE", "SEQUENCE", "INDEX", "CONSTRAINT");

    /** With their tables for long values, and the indexes of those. */
    private static final Set<String> WITH_TOAST = Set.of("TABLE", "MATERIALIZED VIEW");

    private static final String LIVE = """
        select current_setting('max_locks_per_transaction')::bigint as each,
          current_setting('max_connections')::bigint + current_setting('max_prepared_transactions')::bigint as times,
          (select count(*) from pg_largeobject_metadata) as objects,
          (select count(*) from (select distinct classid, objid from pg_depend where objid >= 16384 and deptype <> 'e') d) as dropped,
          (select count(*) from pg_locks where not fastpath and mode <> 'SIReadLock' and pid <> pg_backend_pid()
            and database is distinct from (select oid from pg_database where datname = current_database())) as held\
        """;

    /**
     * @param session on the live database
     * @param list of the archive that is to be restored
     */
    public static LockBudget of(Connection session, TableOfContents list) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(LIVE)) {
            row.next();
            return new LockBudget(
                    objects(list, row.getLong("objects")),
                    row.getLong("dropped"),
                    made(list),
                    row.getLong("each"),
                    row.getLong("times"),
                    row.getLong("held"));
        }
    }

    /** From 17 on one entry stands for many large objects: then those that are there now are counted. */
    private static long objects(TableOfContents list, long present) {
        long entries = list.ofType("BLOB").size();
        return entries > 0 || list.ofType("BLOB METADATA").isEmpty() ? entries : present;
    }

    private static long made(TableOfContents list) {
        return list.entries().stream()
                .mapToLong(entry -> WITH_TOAST.contains(entry.type()) ? 3 : RELATIONS.contains(entry.type()) ? 1 : 0)
                .sum();
    }

    public long needed() {
        return objects + dropped + made;
    }

    /** Empty if the server has places enough. */
    public Optional<Finding> obstacle() {
        long room = each * times;
        if (needed() <= room - held) {
            return Optional.empty();
        }
        long wanted = needed() + held;
        return Optional.of(new Finding(
                CODE,
                "one transaction needs about " + needed() + " locks, " + objects + " of them for large objects, and the"
                        + " target server has places for about " + room + " (max_locks_per_transaction " + each + " × "
                        + times + " connections)" + (held > 0 ? ", of which " + held + " are taken" : "")
                        + ": set max_locks_per_transaction there to at least " + (wanted + wanted / 10) / times
                        + " and restart it, or restore with --swap"));
    }
}
