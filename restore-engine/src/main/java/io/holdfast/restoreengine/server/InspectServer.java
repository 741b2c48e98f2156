package io.holdfast.restoreengine.server;

import io.holdfast.postgrestools.PostgresTextEncoding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Queries that read the facts about a server. */
final class InspectServer {

    private static final String SERVER = """
        select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
          (select system_identifier::text from pg_control_system()) as identifier,
          r.rolname as role, r.rolsuper as super, r.rolcreatedb or r.rolsuper as databases, r.rolcreaterole or r.rolsuper as roles
        from pg_roles r where r.rolname = current_user\
        """;

    /** Reads the columns that a row has, because newer versions have more. */
    private static final String EXTENSIONS = """
        select name, version, superuser and not coalesce((to_jsonb(v) ->> 'trusted')::boolean, false) as untrusted
        from pg_available_extension_versions v\
        """;

    private static final String MEMBERSHIPS = """
        select namesend(r.rolname) from pg_roles r where pg_has_role(current_user, r.oid, 'MEMBER')\
        """;

    /** Reads names as bytes, because their encoding is that of the database in which the role was created. */
    private static final String ROLES = "select namesend(rolname) from pg_roles";

    /** Can be granted from version 15 on. */
    private static final String SUSPENDS =
            "select namesend('yes') where has_parameter_privilege('session_replication_role', 'SET')";

    private static final int GRANTS_PARAMETERS = 150_000;

    /** Excludes the server's own templates. A template that was created later is included (FirstNormalObjectId). */
    private static final String DATABASES = """
        select d.datname as name, pg_get_userbyid(d.datdba) as owner,
          case when has_database_privilege(d.oid, 'CONNECT') or pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')
            then pg_database_size(d.oid) else 0 end as bytes,
          d.datallowconn as open, (select count(*) from pg_stat_activity a where a.datid = d.oid) as sessions,
          shobj_description(d.oid, 'pg_database') as comment, d.datistemplate as template
        from pg_database d where not d.datistemplate or d.oid >= 16384 order by 1\
        """;

    private InspectServer() {}

    static boolean isStandby(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select pg_is_in_recovery()")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    static ServerInfo inspect(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Map<String, List<String>> extensions = new HashMap<>();
            Set<String> superuserExtensions = extensions(statement, extensions);
            Set<String> roles = names(statement, ROLES);
            Set<String> memberships = names(statement, MEMBERSHIPS);
            List<DatabaseFacts> databases = databases(statement);
            boolean suspends = connection.getMetaData().getDatabaseMajorVersion() * 10_000 >= GRANTS_PARAMETERS
                    && !names(statement, SUSPENDS).isEmpty();
            try (ResultSet row = statement.executeQuery(SERVER)) {
                row.next();
                return new ServerInfo(
                        row.getString("version"),
                        row.getInt("number"),
                        row.getString("identifier"),
                        extensions,
                        superuserExtensions,
                        roles,
                        new LoginRoleAttributes(
                                row.getString("role"),
                                row.getBoolean("super"),
                                row.getBoolean("databases"),
                                row.getBoolean("roles"),
                                memberships,
                                suspends || row.getBoolean("super")),
                        databases);
            }
        }
    }

    static List<DatabaseFacts> databases(Statement statement) throws SQLException {
        List<DatabaseFacts> databases = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(DATABASES)) {
            while (row.next()) {
                databases.add(new DatabaseFacts(
                        row.getString("name"),
                        row.getString("owner"),
                        row.getLong("bytes"),
                        row.getBoolean("open"),
                        row.getInt("sessions"),
                        Optional.ofNullable(row.getString("comment")),
                        row.getBoolean("template")));
            }
        }
        return databases;
    }

    /** Extensions that only a superuser may create. */
    private static Set<String> extensions(Statement statement, Map<String, List<String>> available)
            throws SQLException {
        Set<String> untrusted = new HashSet<>();
        try (ResultSet row = statement.executeQuery(EXTENSIONS)) {
            while (row.next()) {
                available
                        .computeIfAbsent(row.getString("name"), name -> new ArrayList<>())
                        .add(row.getString("version"));
                if (row.getBoolean("untrusted")) {
                    untrusted.add(row.getString("name"));
                }
            }
        }
        return untrusted;
    }

    private static Set<String> names(Statement statement, String query) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                names.add(PostgresTextEncoding.SQL_ASCII.decode(row.getBytes(1)));
            }
        }
        return names;
    }
}
