package io.holdfast.postgrestools.rights;

import static io.holdfast.postgrestools.SystemCatalogNameReader.bytesOf;

import io.holdfast.postgrestools.SystemCatalogNameReader;
import io.holdfast.postgrestools.rights.MissingReadRights.Missing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the privileges of the session's role with those that pg_dump requires. It reads only the catalogs, so it locks no object. Of
 * many objects, it fetches only the first names.
 */
public final class BackupRightsReader {

    private static final int ROW_SECURITY = 90_500;

    private static final String ROLE =
            "select " + bytesOf("quote_ident(current_user)") + ", " + bytesOf("quote_ident(current_database())") + """
        , r.rolsuper, r.rolinherit, a.oid is not null and pg_has_role(a.oid, 'usage') as reads_all,
          exists (select 1 from pg_auth_members m where m.roleid = a.oid and m.member = r.oid) as member,
          current_setting('lo_compat_privileges')::bool as unchecked, current_setting('server_version_num')::int as version
        from pg_roles r left join pg_roles a on a.rolname = 'pg_read_all_data' where r.rolname = current_user\
        """;

    /**
     * The relations that pg_dump names in a statement: ordinary tables and sequences, and those of extensions that contain the user's rows
     * ({@code extconfig}). A dump without rows still locks ordinary tables, and reads sequences of extensions. On a standby, pg_dump omits
     * the rows of unlogged tables.
     */
    private static final String READ = """
        with dumped as (
          select c.oid, c.relkind, n.oid as schema, quote_ident(n.nspname) as in_schema,
            quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name, e.oid is not null as of_extension,
            %s and not (c.relpersistence = 'u' and pg_is_in_recovery()) as with_rows
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
            left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
              and d.refclassid = 'pg_extension'::regclass
            left join pg_extension e on e.oid = d.refobjid
          where c.relkind in ('r', 'p', 'S')
            and case when e.oid is null then n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              else c.oid = any (e.extconfig) end
        ), stated as (
          select d.*, not has_schema_privilege(d.schema, 'usage') as schema_closed,
            not has_table_privilege(d.oid, 'select') as table_closed
          from dumped d where d.with_rows or (d.relkind = 'S') = d.of_extension
        )\
        """;

    private static final String MISSING = READ + """
        , missing as (
          select distinct 'SCHEMA' as kind, in_schema as name from stated where schema_closed
          union all
          select case when relkind = 'S' then 'SEQUENCE' when has_any_column_privilege(oid, 'select') then 'COLUMNS'
            else 'TABLE' end, name from stated where table_closed
          %s
        )
        """ + "select kind, count, " + bytesOf("name")
            + " from (select m.kind, m.name, count(*) over (partition by m.kind) as count,"
            + " row_number() over (partition by m.kind order by m.name collate \"C\") as place from missing m) numbered"
            + " where place <= " + MissingReadRights.NAMED + " order by kind, place";

    private static final String PROTECTED = """
        union all
          select 'ROW_SECURITY', s.name from stated s join pg_class c on c.oid = s.oid
          where s.relkind = 'r' and s.with_rows and c.relrowsecurity and row_security_active(s.oid)\
        """;

    private static final String SCHEMAS = READ + " select " + bytesOf("s.in_schema")
            + " from (select distinct in_schema from stated where schema_closed or table_closed) s"
            + " order by 1 limit " + (MissingReadRights.NAMED + 1);

    /**
     * Large objects have few distinct owners and access lists. The privileges are checked once for each combination, not for each of a
     * million objects. As in the server, an owner has the privilege through the access list only.
     */
    private static final String LARGE_OBJECTS = """
        with sets as (
          select m.lomowner, m.lomacl, count(*) as count from pg_largeobject_metadata m group by m.lomowner, m.lomacl
        ), closed as (
          select g.* from sets g where not exists (
            select 1 from aclexplode(coalesce(g.lomacl, acldefault('L', g.lomowner))) a
            where a.privilege_type = 'SELECT' and (a.grantee = 0 or pg_has_role(a.grantee, 'usage')))
        ), named as (
          select m.oid from pg_largeobject_metadata m join closed c on c.lomowner = m.lomowner
            and coalesce(c.lomacl, '{}') = coalesce(m.lomacl, '{}') and (c.lomacl is null) = (m.lomacl is null)
          order by m.oid limit %d
        )
        select (select coalesce(sum(count), 0)::bigint from closed) as count, f.oid::text from named f order by f.oid\
        """.formatted(MissingReadRights.NAMED);

    private BackupRightsReader() {}

    /** The session's own role. */
    public static BackupRole role(Statement statement, SystemCatalogNameReader names) throws SQLException {
        try (ResultSet row = statement.executeQuery(ROLE)) {
            row.next();
            return new BackupRole(
                    names.read(row, 1),
                    names.read(row, 2),
                    row.getBoolean("rolsuper"),
                    row.getBoolean("rolinherit"),
                    row.getBoolean("reads_all"),
                    row.getBoolean("member"),
                    row.getBoolean("unchecked"),
                    row.getInt("version"));
        }
    }

    /**
     * Returns all privileges that the session's role needs and lacks.
     *
     * @param withRows whether rows are dumped; without rows, only the locks of tables are needed
     */
    public static MissingReadRights missing(
            Statement statement, SystemCatalogNameReader names, BackupRole role, boolean withRows) throws SQLException {
        if (role.superuser()) {
            return new MissingReadRights(role, List.of(), List.of());
        }
        Map<ReadPrivilege, Missing> missing = new EnumMap<>(ReadPrivilege.class);
        relations(statement, names, role, withRows).forEach(found -> missing.put(found.right(), found));
        List<String> schemas = missing.keySet().stream().anyMatch(right -> right != ReadPrivilege.ROW_SECURITY)
                ? schemas(statement, names, withRows)
                : List.of();
        if (withRows && !role.uncheckedLargeObjects()) {
            largeObjects(statement).ifPresent(found -> missing.put(found.right(), found));
        }
        return new MissingReadRights(role, List.copyOf(missing.values()), schemas);
    }

    private static List<Missing> relations(
            Statement statement, SystemCatalogNameReader names, BackupRole role, boolean withRows) throws SQLException {
        String query = MISSING.formatted(withRows, role.serverVersion() >= ROW_SECURITY ? PROTECTED : "");
        Map<ReadPrivilege, Long> counts = new EnumMap<>(ReadPrivilege.class);
        Map<ReadPrivilege, List<String>> named = new EnumMap<>(ReadPrivilege.class);
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                ReadPrivilege right = ReadPrivilege.valueOf(row.getString("kind"));
                counts.put(right, row.getLong("count"));
                named.computeIfAbsent(right, first -> new ArrayList<>()).add(names.read(row, 3));
            }
        }
        return counts.entrySet().stream()
                .map(found ->
                        new Missing(found.getKey(), found.getValue(), named.getOrDefault(found.getKey(), List.of())))
                .toList();
    }

    private static List<String> schemas(Statement statement, SystemCatalogNameReader names, boolean withRows)
            throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(SCHEMAS.formatted(withRows))) {
            while (row.next()) {
                schemas.add(names.read(row, 1));
            }
        }
        return schemas;
    }

    private static Optional<Missing> largeObjects(Statement statement) throws SQLException {
        long count = 0;
        List<String> named = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(LARGE_OBJECTS)) {
            while (row.next()) {
                count = row.getLong("count");
                named.add(row.getString(2));
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(new Missing(ReadPrivilege.LARGE_OBJECT, count, named));
    }
}
