package io.holdfast.restoreengine.live;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Reads the publications that contain tables: by name, by schema, by a partitioned table above them, or with all tables. */
final class ReadPublications {

    private static final int PUBLISHES_SCHEMAS = 150_000;

    private static final String BY_SCHEMA = """
             or exists (select from pg_publication_namespace s where s.pnpubid = p.oid and s.pnnspid = a.relnamespace)""";

    private static final String PUBLICATIONS = """
            with recursive up(rel, oid) as (
              select c.oid, c.oid from pg_class c where c.oid = any(?) and c.relkind = 'r'
              union
              select u.rel, i.inhparent from up u join pg_class c on c.oid = u.oid and c.relispartition
                join pg_inherits i on i.inhrelid = u.oid)
            select distinct p.pubname, u.rel, p.pubdelete, c.relreplident = 'f' or exists (select from pg_index i
                where i.indrelid = u.rel and i.indisvalid and i.indimmediate
                  and (c.relreplident = 'd' and i.indisprimary or c.relreplident = 'i' and i.indisreplident)) as identity
            from up u join pg_class a on a.oid = u.oid join pg_class c on c.oid = u.rel, pg_publication p
            where p.puballtables or exists (select from pg_publication_rel r where r.prpubid = p.oid and r.prrelid = u.oid)%s
            order by 1, 2""";

    private ReadPublications() {}

    static List<TablePublication> of(Connection session, Map<Long, LiveTable> byOid, int version) throws SQLException {
        String sql = PUBLICATIONS.formatted(version >= PUBLISHES_SCHEMAS ? BY_SCHEMA : "");
        try (PreparedStatement query = session.prepareStatement(sql)) {
            ReadTableCatalogInfo.setOids(query, byOid, 1);
            return ReadTableCatalogInfo.rows(
                    query,
                    row -> new TablePublication(
                            row.getString("pubname"),
                            ReadTableCatalogInfo.known(byOid, row.getLong("rel")),
                            row.getBoolean("pubdelete"),
                            row.getBoolean("identity")));
        }
    }
}
