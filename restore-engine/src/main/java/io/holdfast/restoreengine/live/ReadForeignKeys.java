package io.holdfast.restoreengine.live;

import io.holdfast.restoreengine.contents.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Reads the foreign keys from and to tables. */
final class ReadForeignKeys {

    /**
     * Reads only the foreign key of a partitioned table, not the copies in its partitions. A key in any partition exists in the
     * partitioned table too. Columns are compared with the operators of the key, because the operators of an extension's type
     * are not on the search path. A key with periods is not compared by equality.
     */
    private static final String FOREIGN_KEYS = """
            with recursive k(oid, parent) as (
              select oid, conparentid from pg_constraint where contype = 'f' and (conrelid = any(?) or confrelid = any(?))
              union
              select p.oid, p.conparentid from k join pg_constraint p on p.oid = k.parent)
            select c.conname, cn.nspname as child_schema, cc.relname as child, cc.relkind = 'p' as child_partitioned,
              pn.nspname as parent_schema, pc.relname as parent, pc.relkind = 'p' as parent_partitioned,
              c.confdeltype, c.convalidated and coalesce(to_jsonb(c) ->> 'conperiod', 'false') = 'false' as checked,
              not c.conrelid = any(?) as outside,
              has_table_privilege(c.conrelid, 'SELECT') and has_table_privilege(c.confrelid, 'SELECT')
                and has_schema_privilege(cn.oid, 'USAGE') and has_schema_privilege(pn.oid, 'USAGE') as readable,
              (select string_agg(format('p.%I operator(%I.%s) c.%I', b.attname, s.nspname, o.oprname, a.attname), ' and ' order by k.n)
               from unnest(c.conkey, c.confkey, c.conpfeqop) with ordinality k(x, y, z, n)
               join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.x
               join pg_attribute b on b.attrelid = c.confrelid and b.attnum = k.y
               join pg_operator o on o.oid = k.z join pg_namespace s on s.oid = o.oprnamespace) as same,
              (select string_agg(format('c.%I is not null', a.attname), ' and ')
               from unnest(c.conkey) k(x) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.x) as given
            from k join pg_constraint c on c.oid = k.oid
              join pg_class cc on cc.oid = c.conrelid join pg_namespace cn on cn.oid = cc.relnamespace
              join pg_class pc on pc.oid = c.confrelid join pg_namespace pn on pn.oid = pc.relnamespace
            where c.conparentid = 0 order by 2, 3, 1""";

    private ReadForeignKeys() {}

    static List<ForeignKey> of(Connection session, Map<Long, LiveTable> byOid) throws SQLException {
        try (PreparedStatement query = session.prepareStatement(FOREIGN_KEYS)) {
            ReadTableCatalogInfo.setOids(query, byOid, 1, 2, 3);
            return ReadTableCatalogInfo.rows(
                    query,
                    row -> new ForeignKey(
                            row.getString("conname"),
                            new ForeignKey.Side(
                                    new TableName(row.getString("child_schema"), row.getString("child")),
                                    row.getBoolean("child_partitioned")),
                            new ForeignKey.Side(
                                    new TableName(row.getString("parent_schema"), row.getString("parent")),
                                    row.getBoolean("parent_partitioned")),
                            row.getString("same"),
                            row.getString("given"),
                            row.getString("confdeltype").charAt(0),
                            row.getBoolean("checked"),
                            row.getBoolean("outside"),
                            row.getBoolean("readable")));
        }
    }
}
