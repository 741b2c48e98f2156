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
 * Calculates how many locks a restore in one transaction needs, and how many the server can hold. Each dropped object, each new
 * relation and each large object needs one lock. Source: the manual on {@code max_locks_per_transaction}, and {@code
 * AcquireDeletionLock} in dependency.c.
 *
 * @param objects number of large objects
 * @param dropped number of objects in the live database, without large objects
 * @param made number of relations in the archive, including their TOAST tables
 * @param each {@code max_locks_per_transaction}
 * @param times sum of {@code max_connections} and {@code max_prepared_transactions}
 * @param held locks of sessions in other databases, which a restore does not end
 */
public record RestoreLockCalculator(long objects, long dropped, long made, long each, long times, long held) {

    public static final String CODE = "too_many_locks";

    private static final Set<String> RELATIONS =
            Set.of("TABLE", "VIEW", "MATERIALIZED VIEW", "FOREIGN TABLE", "SEQUENCE", "INDEX", "CONSTRAINT");

    /** Each counts with its TOAST table and the index of that. */
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
     *
     * @param session session in the live database
     * @param list table of contents of the archive to restore
     */
    public static RestoreLockCalculator of(Connection session, TableOfContents list) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(LIVE)) {
            row.next();
            return new RestoreLockCalculator(
                    objects(list, row.getLong("objects")),
                    row.getLong("dropped"),
                    made(list),
                    row.getLong("each"),
                    row.getLong("times"),
                    row.getLong("held"));
        }
    }

    /** From version 17 on, one entry covers many large objects. Then the existing large objects are counted instead. */
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

    /** Empty if the server can hold enough locks. */
    public Optional<Finding> obstacle() {
        long room = each * times;
        if (needed() <= room - held) {
            return Optional.empty();
        }
        long wanted = needed() + held;
        return Optional.of(new Finding(
                CODE,
                "one transaction needs about " + needed() + " locks, " + objects + " of them for large objects, but the"
                        + " target server can hold about " + room + " (max_locks_per_transaction " + each + " × "
                        + times + " connections)" + (held > 0 ? ", of which " + held + " are in use" : "")
                        + ". hint: set max_locks_per_transaction there to at least " + (wanted + wanted / 10) / times
                        + " and restart the server, or restore with --swap"));
    }
}
