package io.holdfast.restoreengine.live;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Finds relations that the current transaction has written but should not. It reads the locks of its own backend, which are
 * held until the end, and the {@code pg_class} rows that it created. It does not need to know what wrote them.
 */
final class UnexpectedWriteDetector {

    /**
     * A visible {@code pg_class} row whose transaction is in progress belongs to this transaction or a subtransaction. A row
     * stores 32 bits of its transaction id, so ids are counted from the current one, because the status of an id that has not
     * been assigned is an error.
     */
    private static final String OTHERS = """
            with given as (select unnest(?::oid[]) as oid union select c::regclass::oid from unnest(?::text[]) as c),
            toasts as (select oid from given union select t.reltoastrelid from pg_class t join given g on g.oid = t.oid),
            allowed as (select oid from toasts union select i.indexrelid from pg_index i join toasts t on t.oid = i.indrelid),
            locked as (
              select l.relation as oid from pg_locks l
              where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.granted
                and l.database in (0, (select oid from pg_database where datname = current_database()))
                and l.mode in ('RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock',
                  'ExclusiveLock', 'AccessExclusiveLock')),
            now as (select txid_current() as own, txid_snapshot_xmax(txid_current_snapshot()) as later),
            rows as (select c.oid, n.own, n.later,
                (c.xmin::text::bigint - n.own % 4294967296 + 6442450944) % 4294967296 - 2147483648 as after
              from pg_class c, now n),
            made as (select oid from rows where case when after < 0 then false when after = 0 then true
              when own + after < later then txid_status(own + after) = 'in progress' else own + after < later + 64 end)
            select distinct oid::regclass::text as name from (select oid from locked union select oid from made) as touched
            where oid not in (select oid from allowed) order by 1""";

    private UnexpectedWriteDetector() {}

    /**
     * The names of all other written relations.
     *
     * @param relations relations that may be written, with their indexes and TOAST tables
     * @param catalogs catalogs that may be written too
     */
    static List<String> others(Connection session, Collection<Long> relations, Collection<String> catalogs)
            throws SQLException {
        Array oids = session.createArrayOf("oid", relations.toArray());
        Array names = session.createArrayOf(
                "text", catalogs.stream().map(name -> "pg_catalog." + name).toArray());
        try (PreparedStatement query = session.prepareStatement(OTHERS)) {
            query.setArray(1, oids);
            query.setArray(2, names);
            return ReadTableCatalogInfo.rows(query, row -> row.getString(1));
        }
    }
}
