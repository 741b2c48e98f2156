package io.holdfast.dump.source;

import static io.holdfast.postgrestools.SystemCatalogNameReader.bytesOf;

import io.holdfast.events.BackupKind;
import io.holdfast.postgrestools.SystemCatalogNameReader;
import io.holdfast.postgrestools.rights.BackupRole;
import io.holdfast.store.DumpOmission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds objects that pg_dump omits without an error, because of the role or because the server is a standby. */
final class DumpOmissionReader {

    private static final int SUBSCRIPTIONS = 100_000;

    /**
     * pg_dump reads the options from the view, which shows them only to superusers, to the user of the mapping, and to the owner of
     * the server (for the PUBLIC mapping). Members of {@code pg_read_all_data} can see in the catalog whether a mapping has options.
     */
    private static final String MAPPINGS = """
        select case when m.umuser = 0 then 'PUBLIC' else quote_ident(m.usename) end || ' on ' || quote_ident(m.srvname) as name
        from pg_user_mappings m join pg_foreign_server s on s.oid = m.srvid where m.umoptions is null\
        """;

    private static final String WITH_OPTIONS =
            " and exists (select 1 from pg_user_mapping u where u.oid = m.umid and u.umoptions is not null)";
    private static final String NOT_SHOWN = """
         and not (pg_has_role(s.srvowner, 'usage') and m.umuser = 0
            or m.umuser <> 0 and m.usename = current_user and (pg_has_role(s.srvowner, 'usage') or has_server_privilege(s.oid, 'usage')))\
        """;

    private static final String SEES_OPTIONS =
            "select coalesce(has_table_privilege('pg_catalog.pg_user_mapping', 'select'), false)";

    private static final String SUBSCRIBED = "select quote_ident(subname) as name from pg_subscription"
            + " where subdbid = (select oid from pg_database where datname = current_database())";

    /** Excludes sequences that belong to a column. */
    private static final String UNLOGGED = """
        select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where pg_is_in_recovery() and c.relpersistence = 'u' and c.relkind in ('r', 'S')
          and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
            and (d.deptype = 'e' or c.relkind = 'S' and d.refobjsubid > 0 and d.deptype in ('a', 'i')))\
        """;

    private DumpOmissionReader() {}

    static List<DumpOmission> omissions(
            Statement statement, SystemCatalogNameReader names, BackupRole role, BackupKind kind) throws SQLException {
        List<DumpOmission> omissions = new ArrayList<>();
        if (!role.superuser()) {
            boolean sees = seesOptions(statement);
            read(
                            statement,
                            names,
                            sees ? DumpOmission.MAPPING_OPTIONS : DumpOmission.POSSIBLE_MAPPING_OPTIONS,
                            MAPPINGS + (sees ? WITH_OPTIONS : NOT_SHOWN))
                    .ifPresent(omissions::add);
            if (role.serverVersion() >= SUBSCRIPTIONS) {
                read(statement, names, DumpOmission.SUBSCRIPTION, SUBSCRIBED).ifPresent(omissions::add);
            }
        }
        if (kind == BackupKind.FULL) {
            read(statement, names, DumpOmission.UNLOGGED, UNLOGGED).ifPresent(omissions::add);
        }
        return omissions;
    }

    private static boolean seesOptions(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(SEES_OPTIONS)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static Optional<DumpOmission> read(
            Statement statement, SystemCatalogNameReader names, String kind, String query) throws SQLException {
        long count = 0;
        List<String> named = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("select " + bytesOf("found.name") + ", count(*) over () from ("
                + query + ") found order by 1 limit " + DumpOmission.NAMED)) {
            while (row.next()) {
                named.add(names.read(row, 1));
                count = row.getLong(2);
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(new DumpOmission(kind, count, named));
    }
}
