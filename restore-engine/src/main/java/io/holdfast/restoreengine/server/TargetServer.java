package io.holdfast.restoreengine.server;

import io.holdfast.events.PrintableText;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.Secret;
import io.holdfast.postgrestools.SessionFailureCause;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * A server on which databases are made, renamed and dropped. Every method opens a connection of its own to the maintenance database and
 * throws {@link TargetServerException} where the server does not do what it is asked. The first that signs in chooses the server, where settings
 * name several, and the maintenance database; the others use the same.
 */
public final class TargetServer {

    private static final Logger LOG = Logger.getLogger(TargetServer.class);

    /** Making a database copies a template, and a drop waits for a checkpoint. */
    private static final Duration ANSWER = Duration.ofMinutes(10);

    private static final Duration LEAVING = Duration.ofSeconds(10);

    /** {@code invalid_parameter_value}. */
    private static final String INVALID_VALUE = "22023";

    private final MaintenanceDatabase maintenance;

    /** @param admin to the maintenance database, by a role that may create databases; to another where the server has none of that name */
    public TargetServer(DatabaseConnection admin) {
        this(admin, List.of());
    }

    /** @param others databases that may serve as the maintenance database where the usual ones are not there */
    public TargetServer(DatabaseConnection admin, List<String> others) {
        this.maintenance = new MaintenanceDatabase(admin, others);
    }

    /** To another database of this server, by the same role. */
    public DatabaseConnection to(String database) {
        return admin().withDatabase(database);
    }

    /** To the maintenance database of this server, by another role. */
    DatabaseConnection as(String role, Secret password) {
        return admin().withRole(role, password);
    }

    private DatabaseConnection admin() {
        try {
            return maintenance.connection(ANSWER);
        } catch (SQLException e) {
            throw toException(e);
        }
    }

    private TargetServerException toException(SQLException e) {
        LOG.warnf("%s reported: %s", maintenance.server().shown(), PrintableText.message(e));
        TargetServerException trouble = TargetServerException.of(e);
        return trouble.reason().equals(TargetServerException.UNREACHABLE)
                ? trouble.inSettings(maintenance.server().named())
                : trouble;
    }

    interface Work<T> {

        T on(Statement statement) throws SQLException;
    }

    <T> T query(Work<T> work) {
        try (java.sql.Connection connection = maintenance.session(ANSWER);
                Statement statement = connection.createStatement()) {
            return work.on(statement);
        } catch (SQLException e) {
            throw toException(e);
        }
    }

    private void execute(String sql) {
        query(statement -> statement.execute(sql));
    }

    public ServerInspectionResult inspect() {
        try {
            return query(statement -> InspectServer.isStandby(statement)
                    ? new ServerInspectionResult.NotSeen(TargetServerException.of(SessionFailureCause.READ_ONLY)
                            .inSettings(maintenance.server().named()))
                    : new ServerInspectionResult.Seen(InspectServer.inspect(statement.getConnection())));
        } catch (TargetServerException trouble) {
            return new ServerInspectionResult.NotSeen(trouble);
        }
    }

    /** The role of {@code admin}. */
    public SessionRole role() {
        return query(statement -> SessionRole.of(statement.getConnection()));
    }

    public List<DatabaseFacts> databases() {
        return query(InspectServer::databases);
    }

    public Optional<DatabaseFacts> database(String name) {
        return databases().stream()
                .filter(database -> database.name().equals(name))
                .findFirst();
    }

    /** The shape of a database that is there; empty where there is none of this name. */
    public Optional<DatabaseCreationOptions> shapeOf(String name) {
        return query(statement -> DatabaseCreationStatements.of(statement.getConnection(), name));
    }

    /** Makes an empty database, marked as ours at once. A crash between the two leaves it unmarked, under a name that only we give. */
    public void create(String name, DatabaseCreationOptions shape, OwnershipComment ownership) {
        execute(DatabaseCreationStatements.create(name, shape));
        mark(name, ownership);
    }

    public void mark(String name, OwnershipComment ownership) {
        comment(name, Optional.of(ownership.text()));
    }

    public void comment(String name, Optional<String> comment) {
        execute("comment on database " + SqlQuoting.name(name) + " is "
                + comment.map(SqlQuoting::text).orElse("null"));
    }

    /** Drops it with all that holds it, as {@link ForceDropDatabase} does; nothing happens where it is not there. Callers have looked whether it is ours. */
    public void drop(String name) {
        new ForceDropDatabase(this).drop(name);
    }

    /** By their names. */
    public Set<String> tablespaces() {
        return query(statement -> {
            Set<String> names = new HashSet<>();
            try (ResultSet row = statement.executeQuery("select spcname from pg_catalog.pg_tablespace")) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
            return names;
        });
    }

    /** Whether the server's operating system has this locale. Every role may set this category, and nothing keeps it. */
    public boolean hasLocale(String locale) {
        return query(statement -> {
            try (PreparedStatement query = statement
                    .getConnection()
                    .prepareStatement("select pg_catalog.set_config('lc_monetary', ?, true)")) {
                query.setString(1, locale);
                return query.execute();
            } catch (SQLException e) {
                if (INVALID_VALUE.equals(e.getSQLState())) {
                    return false;
                }
                throw e;
            }
        });
    }

    public List<DatabaseSession> sessions(String name) {
        return query(statement -> {
            List<DatabaseSession> sessions = new ArrayList<>();
            try (PreparedStatement query = statement
                    .getConnection()
                    .prepareStatement("select pid, usename, application_name, host(client_addr) from pg_stat_activity"
                            + " where datname = ? and backend_type = 'client backend' order by 1")) {
                query.setString(1, name);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        sessions.add(new DatabaseSession(
                                row.getInt(1),
                                String.valueOf(row.getString(2)),
                                String.valueOf(row.getString(3)),
                                Optional.ofNullable(row.getString(4))));
                    }
                }
            }
            return sessions;
        });
    }

    public void allowConnections(String name) {
        execute("alter database " + SqlQuoting.name(name) + " with allow_connections true");
    }

    /** Lets nobody in any more, superusers included, and ends who is connected. */
    public void refuseConnections(String name) {
        execute("alter database " + SqlQuoting.name(name) + " with allow_connections false");
        endSessions(name);
    }

    public void endSessions(String name) {
        query(statement -> {
            try (PreparedStatement end = statement
                    .getConnection()
                    .prepareStatement("select pg_terminate_backend(pid, ?) from pg_stat_activity where datname = ?")) {
                end.setLong(1, LEAVING.toMillis());
                end.setString(2, name);
                return end.execute();
            }
        });
    }

    /** Ends what an earlier attempt of ours may have left; other sessions stay. Needs no right that the role has not. */
    public void endOwnSessions(String name) {
        query(statement -> {
            try (PreparedStatement end = statement
                    .getConnection()
                    .prepareStatement("select pg_terminate_backend(pid, ?) from pg_stat_activity"
                            + " where datname = ? and usename = current_user and application_name = ?"
                            + " and pid <> pg_backend_pid()")) {
                end.setLong(1, LEAVING.toMillis());
                end.setString(2, name);
                end.setString(3, maintenance.applicationName());
                return end.execute();
            }
        });
    }

    /** Owner's rights, privileges, settings and limits of one database for another; what is in them is not touched. */
    public void carryOver(String from, String to) {
        query(statement -> {
            for (String sql : DatabaseSettingsCopy.statements(statement.getConnection(), from, to)) {
                statement.execute(sql);
            }
            return to;
        });
    }

    /**
     * In one transaction: the live database is kept under another name, closed and marked, and the one beside it takes its name and its
     * comment. Before it both doors must be closed, and afterwards the live one is open.
     *
     * @param ownership for the one that is kept; remembers the comment it had
     */
    public void swap(String live, String beside, String keptAs, OwnershipComment ownership) {
        query(statement -> {
            Optional<String> comment = DatabaseCreationStatements.commentOf(statement.getConnection(), live);
            // A reversal finds the comment of the user's in the mark.
            Optional<String> users = comment.flatMap(OwnershipComment::parse)
                    .map(OwnershipComment::comment)
                    .orElse(comment);
            statement.getConnection().setAutoCommit(false);
            statement.execute("alter database " + SqlQuoting.name(live) + " rename to " + SqlQuoting.name(keptAs));
            statement.execute("alter database " + SqlQuoting.name(beside) + " rename to " + SqlQuoting.name(live));
            statement.execute("comment on database " + SqlQuoting.name(keptAs) + " is "
                    + SqlQuoting.text(ownership.insteadOf(users).text()));
            statement.execute("comment on database " + SqlQuoting.name(live) + " is "
                    + users.map(SqlQuoting::text).orElse("null"));
            statement.execute("alter database " + SqlQuoting.name(live) + " with allow_connections true");
            statement.getConnection().commit();
            return live;
        });
    }
}
