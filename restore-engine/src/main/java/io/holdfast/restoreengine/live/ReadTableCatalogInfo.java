package io.holdfast.restoreengine.live;

import io.holdfast.restoreengine.contents.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@link TableCatalogInfo} from the catalogs of a live database. */
public final class ReadTableCatalogInfo {

    /** The children of an inheritance parent are separate tables. Only a partitioned table has its rows in other tables. */
    private static final String TREE = """
            with recursive tree(oid, depth) as (
              select c.oid, 0 from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = ? and c.relname = ? and c.relkind in ('r', 'p', 'f', 'v', 'm')
              union all
              select i.inhrelid, t.depth + 1 from tree t join pg_class p on p.oid = t.oid and p.relkind = 'p'
                join pg_inherits i on i.inhparent = t.oid)
            select c.oid, n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner) as owner,
              pg_has_role(c.relowner, 'USAGE') as owned, c.relrowsecurity, c.relforcerowsecurity,
              has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(c.oid, 'SELECT')
                and has_table_privilege(c.oid, 'INSERT') and has_table_privilege(c.oid, 'DELETE') as privileged
            from tree t join pg_class c on c.oid = t.oid join pg_namespace n on n.oid = c.relnamespace
            order by t.depth, n.nspname, c.relname""";

    /** Only rules on DELETE matter, because COPY ignores rules. */
    private static final String GUARDS = """
            select tgrelid as rel, 'TRIGGER' as type, tgname as name, tgenabled as enabled, tgisinternal as internal
            from pg_trigger where tgrelid = any(?) and tgenabled <> 'D'
            union all
            select ev_class, 'RULE', rulename, ev_enabled, false
            from pg_rewrite where ev_class = any(?) and ev_enabled <> 'D' and ev_type <> '1'
            order by 1, 2, 3""";

    private static final String DEFERRABLE = """
            select k.conrelid as rel, n.nspname, c.relname from pg_constraint k join pg_class c on c.oid = k.conindid
              join pg_namespace n on n.oid = c.relnamespace
            where k.conrelid = any(?) and k.contype in ('p', 'u', 'x') and k.condeferrable and c.relkind = 'i'
            order by 2, 3""";

    private final Connection session;

    private ReadTableCatalogInfo(Connection session) {
        this.session = session;
    }

    /** @param session session in the live database by the restoring role */
    public static TableCatalogInfo of(Connection session, List<TableName> names) throws SQLException {
        return new ReadTableCatalogInfo(session).read(names);
    }

    private TableCatalogInfo read(List<TableName> names) throws SQLException {
        List<RequestedTable> tables = new ArrayList<>();
        List<TableName> missing = new ArrayList<>();
        for (TableName name : names) {
            List<LiveTable> tree = tree(name);
            if (tree.isEmpty()) {
                missing.add(name);
            } else {
                tables.add(new RequestedTable(tree));
            }
        }
        List<RequestedTable> outermost = outermost(tables);
        Map<Long, LiveTable> byOid = outermost.stream()
                .flatMap(table -> table.tree().stream())
                .collect(Collectors.toMap(LiveTable::oid, Function.identity(), (one, same) -> one));
        SessionPrivileges rights = ReadSessionPrivileges.rights(session);
        return new TableCatalogInfo(
                rights,
                outermost,
                missing,
                guards(byOid),
                ReadSessionPrivileges.eventTriggers(session),
                ReadForeignKeys.of(session, byOid),
                ReadPublications.of(session, byOid, rights.version()),
                ReadColumnSequences.of(session, outermost),
                deferrable(byOid),
                ReadSessionPrivileges.logicalSlots(session));
    }

    /** A partition that is requested together with its partitioned table has the same rows. */
    private static List<RequestedTable> outermost(List<RequestedTable> tables) {
        return tables.stream()
                .filter(table -> tables.stream().noneMatch(other -> other.tree().indexOf(table.table()) > 0))
                .distinct()
                .toList();
    }

    private List<LiveTable> tree(TableName name) throws SQLException {
        try (PreparedStatement query = session.prepareStatement(TREE)) {
            query.setString(1, name.schema());
            query.setString(2, name.name());
            return rows(
                    query,
                    row -> new LiveTable(
                            row.getLong("oid"),
                            new TableName(row.getString("nspname"), row.getString("relname")),
                            row.getString("relkind").charAt(0),
                            row.getString("owner"),
                            row.getBoolean("owned"),
                            row.getBoolean("privileged"),
                            row.getBoolean("relrowsecurity"),
                            row.getBoolean("relforcerowsecurity")));
        }
    }

    private List<RowTrigger> guards(Map<Long, LiveTable> byOid) throws SQLException {
        try (PreparedStatement query = session.prepareStatement(GUARDS)) {
            setOids(query, byOid, 1, 2);
            return rows(
                    query,
                    row -> new RowTrigger(
                            known(byOid, row.getLong("rel")),
                            RowTrigger.Type.valueOf(row.getString("type")),
                            row.getString("name"),
                            row.getString("enabled").charAt(0),
                            row.getBoolean("internal")));
        }
    }

    private List<TableCatalogInfo.DeferrableIndex> deferrable(Map<Long, LiveTable> byOid) throws SQLException {
        try (PreparedStatement query = session.prepareStatement(DEFERRABLE)) {
            setOids(query, byOid, 1);
            return rows(
                    query,
                    row -> new TableCatalogInfo.DeferrableIndex(
                            known(byOid, row.getLong("rel")),
                            new TableName(row.getString("nspname"), row.getString("relname"))));
        }
    }

    /** Reads one row of a query. */
    interface Row<T> {

        T of(ResultSet row) throws SQLException;
    }

    static <T> List<T> rows(PreparedStatement query, Row<T> read) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(read.of(row));
            }
        }
        return found;
    }

    static void setOids(PreparedStatement query, Map<Long, LiveTable> byOid, int... places) throws SQLException {
        for (int place : places) {
            query.setArray(
                    place,
                    query.getConnection().createArrayOf("oid", byOid.keySet().toArray()));
        }
    }

    static LiveTable known(Map<Long, LiveTable> byOid, long oid) {
        return Optional.ofNullable(byOid.get(oid)).orElseThrow();
    }
}
