package io.holdfast.postgrestools;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Finds out whether a pooler gives each of its clients one session until it leaves. Two clients ask in turn which process serves them,
 * each in transactions of their own: with a session each, they never see the other's, nor another than before. A pool of transactions
 * gives the process that became free last, or each in turn, and either shows within a few questions of an uneven order.
 */
final class PoolerSessionCheck {

    private static final String ORDER = "ABAABBABABBBAABAAABB";

    private PoolerSessionCheck() {}

    /**
     * Asks.
     *
     * @param first a session in which no transaction is open
     * @param second another, to the same database by the same role
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
