package io.holdfast.restoreengine.server;

import io.holdfast.events.ControlCharacterSanitizer;
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
 * A server on which databases are created, renamed and dropped. Every method opens a connection to the maintenance database and
 * throws {@link TargetServerException} if the server refuses. If the settings name several servers, the first connection
 * selects the server and its maintenance database for all later calls.
 */
public final class TargetServer {

    private static final Logger LOG = Logger.getLogger(TargetServer.class);

    /** Creating a database copies a template, and a drop waits for a checkpoint. */
    private static final Duration ANSWER = Duration.ofMinutes(10);

    private static final Duration LEAVING = Duration.ofSeconds(10);

    /** {@code invalid_parameter_value}. */
    private static final String INVALID_VALUE = "22023";

    private final MaintenanceDatabase maintenance;

    /**
     * @param admin connection to the maintenance database by a role that may create databases; another database is used if it
     *     does not exist
     */
    public TargetServer(DatabaseConnection admin) {
        this(admin, List.of());
    }

    /** @param others databases that may be the maintenance database if the usual ones do not exist */
    public TargetServer(DatabaseConnection admin, List<String> others) {
        this.maintenance = new MaintenanceDatabase(admin, others);
    }

    /** Connection to another database of this server by the same role. */
    public DatabaseConnection to(String database) {
        return admin().withDatabase(database);
    }

    /** Connection to the maintenance database of this server by another role. */
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
        LOG.warnf("Statement failed on %s: %s", maintenance.server().shown(), ControlCharacterSanitizer.message(e));
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

    /** The creation options of a database; empty if it does not exist. */
    public Optional<DatabaseCreationOptions> shapeOf(String name) {
        return query(statement -> CreateDatabaseStatementBuilder.of(statement.getConnection(), name));
    }

    /**
     * Creates an empty database and marks it at once. A crash between the two steps leaves it unmarked, under a name that only
     * Holdfast uses.
     */
    public void create(String name, DatabaseCreationOptions shape, OwnershipComment ownership) {
        execute(CreateDatabaseStatementBuilder.create(name, shape));
        mark(name, ownership);
    }

    public void mark(String name, OwnershipComment ownership) {
        comment(name, Optional.of(ownership.text()));
    }

    public void comment(String name, Optional<String> comment) {
        execute("comment on database " + SqlQuoting.name(name) + " is "
                + comment.map(SqlQuoting::text).orElse("null"));
    }

    /**
     * Drops a database as {@link ForceDropDatabase} does. Does nothing if it does not exist. The caller has checked that the
     * database belongs to Holdfast.
     */
    public void drop(String name) {
        new ForceDropDatabase(this).drop(name);
    }

    /** The names of all tablespaces. */
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

    /**
     * Whether the operating system of the server has this locale. Every role may set this category, and the setting is not
     * kept.
     */
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

    /** Refuses new connections, also of superusers, and ends existing sessions. */
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

    /** Ends sessions of an earlier attempt of Holdfast, and no others. It needs no additional rights. */
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

    /** Copies the owner's rights, privileges, settings and limits of one database to another. Does not change the contents. */
    public void carryOver(String from, String to) {
        query(statement -> {
            for (String sql : DatabaseSettingsStatementBuilder.statements(statement.getConnection(), from, to)) {
                statement.execute(sql);
            }
            return to;
        });
    }

    /**
     * Swaps two databases in one transaction. The live database is renamed, closed and marked. The other one gets its name and
     * its comment. Both must refuse connections before the swap. Afterwards the new live database accepts them.
     *
     * @param ownership mark for the kept database; stores its earlier comment
     */
    public void swap(String live, String beside, String keptAs, OwnershipComment ownership) {
        query(statement -> {
            Optional<String> comment = CreateDatabaseStatementBuilder.commentOf(statement.getConnection(), live);
            // A revert finds the user's comment in the mark.
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
