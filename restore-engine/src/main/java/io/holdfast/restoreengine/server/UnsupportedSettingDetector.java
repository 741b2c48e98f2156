package io.holdfast.restoreengine.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Finds settings that a newer pg_restore sets before the first object and that a server does not know. */
public final class UnsupportedSettingDetector {

    /** Source: {@code _doSetFixedOutputState} in pg_backup_archiver.c. Settings that were added after PostgreSQL 9.2. */
    private static final String NAMES = """
        select n from unnest(array['lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout',
          'row_security', 'default_table_access_method']) n where not exists (select from pg_settings s where s.name = n) order by 1\
        """;

    private UnsupportedSettingDetector() {}

    public static List<String> of(Connection session) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(NAMES)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }
}
