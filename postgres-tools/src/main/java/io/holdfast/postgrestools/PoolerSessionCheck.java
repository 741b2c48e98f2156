package io.holdfast.postgrestools;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Tests whether a pooler dedicates a session to each client. Two clients alternately query the process id of their session, each query in a
 * transaction of its own. With dedicated sessions, each client always gets the same process id, and never the other client's. A pool in
 * transaction mode assigns the process that became free last, or each process in turn. A few queries in an irregular order reveal both.
 */
final class PoolerSessionCheck {

    private static final String ORDER = "ABAABBABABBBAABAAABB";

    private PoolerSessionCheck() {}

    /**
     * Runs the test.
     *
     * @param first a session without an open transaction
     * @param second another session, to the same database with the same role
     */
    static boolean are(java.sql.Connection first, java.sql.Connection second) throws SQLException {
        int own = process(first);
        int others = process(second);
        if (own == others) {
            return false;
        }
        for (char client : ORDER.toCharArray()) {
            if (client == 'A' ? process(first) != own : process(second) != others) {
                return false;
            }
        }
        return true;
    }

    static int process(java.sql.Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
