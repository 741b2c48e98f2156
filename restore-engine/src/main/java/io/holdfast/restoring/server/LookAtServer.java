package io.holdfast.restoring.server;

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

/** The questions by which a server is known. */
final class LookAtServer {

    private static final String SERVER = """
            select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
              (select system_identifier::text from pg_control_system()) as identifier,
              (select rolcreatedb or rolsuper from pg_roles where rolname = current_user) as creates""";

    private static final String DATABASES = """
            select d.datname as name, pg_get_userbyid(d.datdba) as owner, pg_database_size(d.oid) as bytes,
              d.datallowconn as open, (select count(*) from pg_stat_activity a where a.datid = d.oid) as sessions,
              shobj_description(d.oid, 'pg_database') as comment
            from pg_database d where not d.datistemplate order by 1""";

    private LookAtServer() {}

    static ServerFacts look(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Map<String, List<String>> extensions = extensions(statement);
            Set<String> roles = roles(statement);
            List<DatabaseFacts> databases = databases(statement);
            try (ResultSet row = statement.executeQuery(SERVER)) {
                row.next();
                return new ServerFacts(
                        row.getString("version"),
                        row.getInt("number"),
                        row.getString("identifier"),
                        extensions,
                        roles,
                        row.getBoolean("creates"),
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
                        Optional.ofNullable(row.getString("comment"))));
            }
        }
        return databases;
    }

    private static Map<String, List<String>> extensions(Statement statement) throws SQLException {
        Map<String, List<String>> extensions = new HashMap<>();
        try (ResultSet row = statement.executeQuery("select name, version from pg_available_extension_versions")) {
            while (row.next()) {
                extensions
                        .computeIfAbsent(row.getString("name"), name -> new ArrayList<>())
                        .add(row.getString("version"));
            }
        }
        return extensions;
    }

    private static Set<String> roles(Statement statement) throws SQLException {
        Set<String> roles = new HashSet<>();
        try (ResultSet row = statement.executeQuery("select rolname from pg_roles")) {
            while (row.next()) {
                roles.add(row.getString(1));
            }
        }
        return roles;
    }
}
