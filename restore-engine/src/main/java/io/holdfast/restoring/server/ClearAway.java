package io.holdfast.restoring.server;

import io.holdfast.postgrestools.SignIn;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops a throwaway database with all that holds it: code in it may have made it a template, prepared transactions, replication slots
 * and subscriptions, and each of these alone keeps a database from being dropped.
 */
public final class ClearAway {

    private static final Duration ANSWER = Duration.ofMinutes(1);

    private static final String STATE =
            "select datistemplate, datallowconn from pg_catalog.pg_database where datname = ?";
    private static final String PREPARED = "select gid from pg_catalog.pg_prepared_xacts where database = ? order by 1";
    private static final String SLOTS =
            "select slot_name from pg_catalog.pg_replication_slots where database = ? order by 1";
    private static final String SLOT_HOLDERS = """
        select pg_catalog.pg_terminate_backend(active_pid, 10000) from pg_catalog.pg_replication_slots
        where database = ? and active_pid is not null\
        """;
    private static final String DROP_SLOT = "select pg_catalog.pg_drop_replication_slot(?)";
    private static final String SUBSCRIPTIONS = """
        select s.subname from pg_catalog.pg_subscription s join pg_catalog.pg_database d on d.oid = s.subdbid
        where d.datname = ? order by 1\
        """;

    private final TargetServer server;

    public ClearAway(TargetServer server) {
        this.server = server;
    }

    /**
     * Nothing happens where it is not there. Callers have looked whether it is ours.
     *
     * @throws TargetTrouble where the server does not do what it is asked
     */
    public void drop(String name) {
        boolean exists = server.ask(statement -> {
            List<Boolean> state = new ArrayList<>();
            try (PreparedStatement query = statement.getConnection().prepareStatement(STATE)) {
                query.setString(1, name);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        state.addAll(List.of(row.getBoolean(1), row.getBoolean(2)));
                    }
                }
            }
            if (!state.isEmpty() && state.getFirst()) {
                statement.execute("alter database " + Sql.name(name) + " with is_template false");
            }
            return !state.isEmpty();
        });
        if (exists) {
            List<String> prepared = server.ask(statement -> texts(statement, PREPARED, name));
            List<String> subscriptions = server.ask(statement -> texts(statement, SUBSCRIPTIONS, name));
            if (!prepared.isEmpty() || !subscriptions.isEmpty()) {
                release(name, prepared, subscriptions);
            }
            server.ask(statement -> {
                texts(statement, SLOT_HOLDERS, name);
                for (String slot : texts(statement, SLOTS, name)) {
                    texts(statement, DROP_SLOT, slot);
                }
                return name;
            });
            server.drop(name);
        }
    }

    /** These end in their own database only. */
    private void release(String name, List<String> prepared, List<String> subscriptions) {
        server.openDoor(name);
        try (java.sql.Connection connection = SignIn.to(server.to(name), ANSWER);
                Statement statement = connection.createStatement()) {
            for (String transaction : prepared) {
                statement.execute("rollback prepared " + Sql.text(transaction));
            }
            for (String subscription : subscriptions) {
                statement.execute("alter subscription " + Sql.name(subscription) + " disable");
                statement.execute("alter subscription " + Sql.name(subscription) + " set (slot_name = none)");
                statement.execute("drop subscription " + Sql.name(subscription));
            }
        } catch (SQLException e) {
            throw TargetTrouble.of(e);
        }
    }

    private static List<String> texts(Statement statement, String query, String parameter) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement prepared = statement.getConnection().prepareStatement(query)) {
            prepared.setString(1, parameter);
            try (ResultSet row = prepared.executeQuery()) {
                while (row.next()) {
                    texts.add(row.getString(1));
                }
            }
        }
        return texts;
    }
}
