package io.holdfast.dump.source;

import static io.holdfast.postgrestools.SystemCatalogNameReader.bytesOf;

import io.holdfast.events.BackupKind;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import io.holdfast.postgrestools.SessionFailure;
import io.holdfast.postgrestools.SystemCatalogNameReader;
import io.holdfast.postgrestools.TextOutputSettings;
import io.holdfast.postgrestools.rights.BackupRightsReader;
import io.holdfast.postgrestools.rights.BackupRole;
import io.holdfast.store.Manifest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inspects a database with a separate connection, which is closed before the dump starts. */
@ApplicationScoped
public class SourceInspector {

    /** Catalog queries are fast on a healthy server. */
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(60);

    private static final String SERVER = """
        select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
          pg_encoding_to_char(d.encoding) as encoding, d.datcollate as collation, d.datctype as ctype,
          pg_is_in_recovery() as in_recovery
        from pg_database d where d.datname = current_database()\
        """;

    /** Excludes system objects and members of extensions, which pg_dump does not dump. */
    private static final String OWN = """
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and not exists (select 1 from pg_depend e
            where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')\
        """;

    private static final String TABLES = "select " + bytesOf("n.nspname") + ", " + bytesOf("c.relname")
            + ", c.reltuples::bigint as rows" + OWN + " and c.relkind in ('r', 'p') order by 1, 2";
    private static final String EXTENSIONS =
            "select extname as name, extversion as version from pg_extension order by 1";

    /** Excludes indexes that are being created. */
    private static final String FAULTS =
            "select f.kind, " + bytesOf("f.schema") + ", " + bytesOf("f.table_name") + ", " + bytesOf("f.name") + """
         from (
          select 'index' as kind, n.nspname as schema, t.relname as table_name, c.relname as name
            from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
              join pg_namespace n on n.oid = c.relnamespace
            where not (i.indisvalid and i.indisready) and n.nspname !~ '^pg_'
              and not exists (select 1 from pg_stat_progress_create_index p where p.index_relid = i.indexrelid)
          union all
          select 'constraint', n.nspname, c.relname, k.conname
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            where not k.convalidated and n.nspname !~ '^pg_'
        ) f order by f.kind, f.schema, f.table_name, f.name limit 100\
        """;

    private static final String SYSTEM = "select system_identifier::text from pg_control_system()";

    /** Inspects a database before a full backup. */
    public SourceInspectionResult inspect(DatabaseConnection configured) {
        return inspect(configured, BackupKind.FULL);
    }

    /**
     * Inspects with one connection, which is closed before this method returns, so that a connection limit of one is sufficient.
     *
     * @param kind kind of the backup, which determines the required privileges
     */
    public SourceInspectionResult inspect(DatabaseConnection configured, BackupKind kind) {
        try {
            DatabaseConnection to = JdbcConnectionFactory.pin(configured);
            try (java.sql.Connection connection = JdbcConnectionFactory.readOnly(
                            to.withSettings(TextOutputSettings.PINNED), STATEMENT_TIMEOUT);
                    Statement statement = connection.createStatement()) {
                TextOutputSettings settings =
                        TextOutputSettings.areInForce(connection) ? TextOutputSettings.PINNED : TextOutputSettings.NONE;
                return new SourceInspectionResult.Seen(facts(statement, kind, settings), to);
            }
        } catch (SQLException e) {
            return new SourceInspectionResult.NotSeen(DumpFailure.of(SessionFailure.of(e)));
        }
    }

    private static SourceDatabaseInfo facts(Statement statement, BackupKind kind, TextOutputSettings settings)
            throws SQLException {
        String system = systemIdentifier(statement);
        Manifest.Server server;
        try (ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            server = new Manifest.Server(
                    row.getString("version"),
                    row.getInt("number"),
                    row.getString("encoding"),
                    row.getString("collation"),
                    row.getString("ctype"),
                    DatabaseConnection.TIME_ZONE,
                    row.getBoolean("in_recovery"),
                    system,
                    settings.values().isEmpty() ? null : settings.values());
        }
        SystemCatalogNameReader names = SystemCatalogNameReader.of(statement);
        BackupRole role = BackupRightsReader.role(statement, names);
        return new SourceDatabaseInfo(
                server,
                tables(statement, names),
                extensions(statement),
                faults(statement, names),
                BackupRightsReader.missing(statement, names, role, kind == BackupKind.FULL),
                DumpOmissionReader.omissions(statement, names, role, kind),
                ServerMessageLanguage.of(statement),
                settings);
    }

    /** Returns null if the server does not permit the query, as some managed servers do. */
    private static @Nullable String systemIdentifier(Statement statement) {
        try (ResultSet row = statement.executeQuery(SYSTEM)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            return null;
        }
    }

    private static List<Manifest.Table> tables(Statement statement, SystemCatalogNameReader names) throws SQLException {
        List<Manifest.Table> tables = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(TABLES)) {
            while (row.next()) {
                long rows = row.getLong("rows");
                tables.add(new Manifest.Table(names.read(row, 1), names.read(row, 2), rows < 0 ? null : rows));
            }
        }
        return tables;
    }

    private static List<Manifest.Fault> faults(Statement statement, SystemCatalogNameReader names) throws SQLException {
        List<Manifest.Fault> faults = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(FAULTS)) {
            while (row.next()) {
                faults.add(new Manifest.Fault(
                        row.getString("kind"), names.read(row, 2), names.read(row, 3), names.read(row, 4)));
            }
        }
        return faults;
    }

    private static List<Manifest.Extension> extensions(Statement statement) throws SQLException {
        List<Manifest.Extension> extensions = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(EXTENSIONS)) {
            while (row.next()) {
                extensions.add(new Manifest.Extension(row.getString("name"), row.getString("version")));
            }
        }
        return extensions;
    }
}
