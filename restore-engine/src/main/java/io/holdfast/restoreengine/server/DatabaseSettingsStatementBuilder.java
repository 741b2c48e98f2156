package io.holdfast.restoreengine.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Copies properties of a database that its archives lack: privileges, settings and the connection limit (evidence 2). */
final class DatabaseSettingsStatementBuilder {

    private static final String PRIVILEGES = """
            select case when a.grantee = 0 then null else pg_get_userbyid(a.grantee) end as grantee, a.privilege_type as privilege,
              a.is_grantable as grantable
            from pg_database d, aclexplode(d.datacl) a where d.datname = ? order by 1, 2""";

    private static final String SETTINGS = """
            select case when s.setrole = 0 then null else pg_get_userbyid(s.setrole) end as role, unnest(s.setconfig) as setting
            from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase where d.datname = ? order by 1, 2""";

    /** Settings whose values are lists of quoted members (see {@code variable_is_guc_list_quote} in pg_dump). */
    private static final Set<String> LISTS = Set.of(
            "local_preload_libraries",
            "search_path",
            "session_preload_libraries",
            "shared_preload_libraries",
            "temp_tablespaces",
            "unix_socket_directories");

    private DatabaseSettingsStatementBuilder() {}

    static List<String> statements(Connection connection, String from, String to) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "select datconnlimit, datacl is not null from pg_database where datname = ?")) {
            query.setString(1, from);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                statements.add("alter database " + SqlQuoting.name(to) + " with connection limit " + row.getInt(1));
                if (row.getBoolean(2)) {
                    statements.add("revoke all on database " + SqlQuoting.name(to) + " from public");
                    statements.addAll(privileges(connection, from, to));
                }
            }
        }
        statements.addAll(settings(connection, from, to));
        return statements;
    }

    private static List<String> privileges(Connection connection, String from, String to) throws SQLException {
        List<String> grants = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(PRIVILEGES)) {
            query.setString(1, from);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String grantee = row.getString("grantee");
                    grants.add("grant " + row.getString("privilege") + " on database " + SqlQuoting.name(to) + " to "
                            + (grantee == null ? "public" : SqlQuoting.name(grantee))
                            + (row.getBoolean("grantable") ? " with grant option" : ""));
                }
            }
        }
        return grants;
    }

    private static List<String> settings(Connection connection, String from, String to) throws SQLException {
        List<String> settings = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(SETTINGS)) {
            query.setString(1, from);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String role = row.getString("role");
                    String setting = row.getString("setting");
                    int equals = setting.indexOf('=');
                    String name = setting.substring(0, equals);
                    String value = setting.substring(equals + 1);
                    settings.add((role == null
                                    ? "alter database " + SqlQuoting.name(to)
                                    : "alter role " + SqlQuoting.name(role) + " in database " + SqlQuoting.name(to))
                            + " set " + named(name) + " to "
                            + (LISTS.contains(name) && !value.isEmpty() ? value : SqlQuoting.text(value)));
                }
            }
        }
        return settings;
    }

    /** The setting of an extension has a period in its name. */
    private static String named(String setting) {
        return String.join(
                ".",
                List.of(setting.split("\\.", -1)).stream().map(SqlQuoting::name).toList());
    }
}
