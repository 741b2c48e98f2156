package io.holdfast.restoreengine.live;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The state of the catalog rows that a whole in-place restore replaces. If it is the same before and after, the restore was
 * rolled back. If it differs, the restore was committed, or another session changed the database.
 *
 * @param digest digest of the ids of these rows and of the transactions that wrote them
 */
public record SystemCatalogSnapshot(String digest) {

    private static final String ROWS = """
        select string_agg(concat_ws(':', catalog, rows, ids, writers), ' ' order by catalog) from (
          select 'c' as catalog, count(*) as rows, sum(oid::bigint) as ids, sum(xmin::text::numeric) as writers
            from pg_class where oid >= 16384 and relpersistence <> 't'
          union all select 'p', count(*), sum(oid::bigint), sum(xmin::text::numeric) from pg_proc where oid >= 16384
          union all select 'n', count(*), sum(oid::bigint), sum(xmin::text::numeric) from pg_namespace where nspname !~ '^pg_'
          union all select 'l', count(*), sum(oid::bigint), sum(xmin::text::numeric) from pg_largeobject_metadata) r\
        """;

    public static SystemCatalogSnapshot of(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(ROWS)) {
            row.next();
            return new SystemCatalogSnapshot(row.getString(1));
        }
    }
}
