package io.holdfast.restoreengine.server;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes what prevents a drop of a database and can be removed only from within it: prepared transactions and subscriptions.
 */
final class RemoveDatabaseDropBlockers {

    /**
     * An address where no server listens. A subscription with uncopied tables connects to the publisher when it is dropped,
     * even without a slot.
     */
    private static final String NOWHERE = "host=/nowhere dbname=none user=none password=none";

    private static final String SUPERUSER = "select rolsuper from pg_catalog.pg_roles where rolname = current_user";
    private static final String END_OTHERS = """
        select pg_catalog.pg_terminate_backend(pid, 10000) from pg_catalog.pg_stat_activity
        where datname = pg_catalog.current_database() and pid <> pg_catalog.pg_backend_pid()
          and backend_type = 'client backend'\
        """;
    private static final String EVENT_TRIGGERS =
            "select evtname from pg_catalog.pg_event_trigger where evtenabled <> 'D' order by 1";
    private static final String PREPARED = """
        select gid, owner from pg_catalog.pg_prepared_xacts where database = pg_catalog.current_database() order by 1\
        """;
    private static final String SUBSCRIPTIONS = """
        select s.subname from pg_catalog.pg_subscription s join pg_catalog.pg_database d on d.oid = s.subdbid
        where d.datname = pg_catalog.current_database() order by 1\
        """;

    private RemoveDatabaseDropBlockers() {}

    /** @param statement statement of a session in the database, which is used only for dropping it */
    static void release(Statement statement) throws SQLException {
        boolean superuser = rows(statement, SUPERUSER).getFirst().getFirst().equals("t");
        if (superuser) {
            // A session may hold a lock that would block the following statements, and an event trigger may forbid
            // them.
            rows(statement, END_OTHERS);
            for (List<String> trigger : rows(statement, EVENT_TRIGGERS)) {
                statement.execute("alter event trigger " + SqlQuoting.name(trigger.getFirst()) + " disable");
            }
        }
        for (List<String> transaction : rows(statement, PREPARED)) {
            rollBack(statement, transaction.getFirst(), transaction.getLast(), superuser);
        }
        for (List<String> subscription : rows(statement, SUBSCRIPTIONS)) {
            String name = SqlQuoting.name(subscription.getFirst());
            statement.execute("alter subscription " + name + " disable");
            statement.execute("alter subscription " + name + " connection " + SqlQuoting.text(NOWHERE));
            statement.execute("alter subscription " + name + " set (slot_name = none)");
            statement.execute("drop subscription " + name);
        }
    }

    /** Only a superuser may end a prepared transaction of another role. */
    private static void rollBack(Statement statement, String gid, String owner, boolean superuser) throws SQLException {
        if (!superuser) {
            statement.execute("set role " + SqlQuoting.name(owner));
        }
        statement.execute("rollback prepared " + SqlQuoting.text(gid));
        if (!superuser) {
            statement.execute("reset role");
        }
    }

    private static List<List<String>> rows(Statement statement, String query) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery(query)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                rows.add(columns == 1 ? List.of(row.getString(1)) : List.of(row.getString(1), row.getString(2)));
            }
        }
        return rows;
    }
}
