package io.holdfast.restoreengine.live;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Reads what a session may do, and which triggers act on all its statements. */
final class ReadSessionPrivileges {

    private static final int GRANTS_PARAMETERS = 15;

    private static final String RIGHTS = """
            select rolname, rolsuper, rolsuper or rolbypassrls as sees, current_setting('server_version_num')::int as version
            from pg_roles where rolname = current_user""";

    /** Can be granted from version 15 on. */
    private static final String SUSPENDS = "select has_parameter_privilege('session_replication_role', 'SET')";

    /** Excludes login event triggers, which have fired before this session could query anything. */
    private static final String EVENT_TRIGGERS = """
            select evtname, evtenabled from pg_event_trigger where evtenabled <> 'D' and evtevent <> 'login' order by 1""";

    private static final String SLOTS = """
            select count(*) from pg_replication_slots where slot_type = 'logical' and database = current_database()""";

    private ReadSessionPrivileges() {}

    static SessionPrivileges rights(Connection session) throws SQLException {
        boolean granted = session.getMetaData().getDatabaseMajorVersion() >= GRANTS_PARAMETERS
                && one(session, SUSPENDS, row -> row.getBoolean(1));
        return one(
                session,
                RIGHTS,
                row -> new SessionPrivileges(
                        row.getString("rolname"),
                        row.getBoolean("rolsuper"),
                        row.getBoolean("sees"),
                        granted || row.getBoolean("rolsuper"),
                        row.getInt("version")));
    }

    static List<EventTrigger> eventTriggers(Connection session) throws SQLException {
        try (PreparedStatement query = session.prepareStatement(EVENT_TRIGGERS)) {
            return ReadTableCatalogInfo.rows(
                    query,
                    row -> new EventTrigger(
                            row.getString("evtname"),
                            row.getString("evtenabled").charAt(0)));
        }
    }

    static int logicalSlots(Connection session) throws SQLException {
        return one(session, SLOTS, row -> row.getInt(1));
    }

    private static <T> T one(Connection session, String sql, ReadTableCatalogInfo.Row<T> read) throws SQLException {
        try (PreparedStatement query = session.prepareStatement(sql)) {
            return ReadTableCatalogInfo.rows(query, read).getFirst();
        }
    }
}
