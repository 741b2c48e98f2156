package io.holdfast.restoreengine.server;

import io.holdfast.postgrestools.JdbcConnectionFactory;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops a database together with everything that prevents the drop: the template flag, prepared transactions, replication
 * slots, subscriptions and sessions. It does not connect to the publisher of a subscription, and the slot there remains.
 */
public final class ForceDropDatabase {

    private static final Duration ANSWER = Duration.ofMinutes(1);

    /** An open transaction of another session may block the drop, but must not block this process. */
    static final String PATIENCE = "set lock_timeout = '10s'";

    private static final String TEMPLATE = "select datistemplate from pg_catalog.pg_database where datname = ?";
    private static final String HOLDERS = """
        select (select pg_catalog.count(*) from pg_catalog.pg_prepared_xacts where database = d.datname)
          + (select pg_catalog.count(*) from pg_catalog.pg_subscription s where s.subdbid = d.oid) > 0
        from pg_catalog.pg_database d where d.datname = ?\
        """;
    private static final String SLOTS =
            "select slot_name from pg_catalog.pg_replication_slots where database = ? order by 1";
    private static final String SLOT_HOLDERS = """
        select pg_catalog.pg_terminate_backend(active_pid, 10000) from pg_catalog.pg_replication_slots
        where database = ? and active_pid is not null\
        """;
    private static final String DROP_SLOT = "select pg_catalog.pg_drop_replication_slot(?)";

    private final TargetServer server;

    public ForceDropDatabase(TargetServer server) {
        this.server = server;
    }

    /**
     * Does nothing if the database does not exist. The caller has checked that the database belongs to Holdfast. Afterwards the
     * database is dropped or accepts no connections.
     *
     * @throws TargetServerException if the server refuses
     */
    public void drop(String name) {
        List<String> template = query(statement -> texts(statement, TEMPLATE, name));
        if (template.isEmpty()) {
            return;
        }
        if (template.getFirst().equals("t")) {
            execute("alter database " + SqlQuoting.name(name) + " with is_template false");
        }
        if (query(statement -> texts(statement, HOLDERS, name)).contains("t")) {
            release(name);
        }
        // Before the slots, because a session would connect to its slot again.
        closeDoor(name);
        query(statement -> {
            texts(statement, SLOT_HOLDERS, name);
            for (String slot : texts(statement, SLOTS, name)) {
                texts(statement, DROP_SLOT, slot);
            }
            return name;
        });
        execute("drop database if exists " + SqlQuoting.name(name) + " with (force)");
    }

    private void closeDoor(String name) {
        execute("alter database " + SqlQuoting.name(name) + " with allow_connections false");
    }

    private void execute(String sql) {
        query(statement -> statement.execute(sql));
    }

    private <T> T query(TargetServer.Work<T> work) {
        return server.query(statement -> {
            statement.execute(PATIENCE);
            return work.on(statement);
        });
    }

    /** Prepared transactions and subscriptions can be removed only from within their own database. */
    private void release(String name) {
        execute("alter database " + SqlQuoting.name(name) + " with allow_connections true");
        try (java.sql.Connection connection = JdbcConnectionFactory.to(server.to(name), ANSWER);
                Statement statement = connection.createStatement()) {
            statement.execute(PATIENCE);
            RemoveDatabaseDropBlockers.release(statement);
        } catch (SQLException e) {
            closeDoor(name);
            throw TargetServerException.of(e);
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
