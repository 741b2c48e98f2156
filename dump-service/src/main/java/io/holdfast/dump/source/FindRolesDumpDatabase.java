package io.holdfast.dump.source;

import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Finds a database to connect to for dumping the roles of a server: {@code postgres}, {@code template1}, or otherwise the backed-up
 * database. For a role with a connection limit of one, the new connection also confirms that pg_dump's session has ended.
 */
@ApplicationScoped
public class FindRolesDumpDatabase {

    private static final Logger LOG = Logger.getLogger(FindRolesDumpDatabase.class);
    private static final List<String> PREFERRED = List.of("postgres", "template1");

    /** SQLSTATEs after which the next database is tried: it does not exist, accepts no connections, or the role may not connect. */
    private static final Set<String> TRY_NEXT = Set.of("3D000", "55000", "42501", "28000");

    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(20);

    private static final String MAY_READ_PASSWORDS =
            "select coalesce(pg_catalog.has_table_privilege('pg_catalog.pg_authid', 'select'), false)";

    /**
     * The database to connect to.
     *
     * @param mayReadPasswords whether the role may read the password hashes in this database
     */
    public record RolesDatabase(DatabaseConnection connection, boolean mayReadPasswords) {}

    /**
     * Tries the databases one after the other. If no connection is free, it retries for some seconds.
     *
     * @return empty if the role can connect to none of them
     */
    public Optional<RolesDatabase> find(DatabaseConnection backedUp) {
        Set<String> names = new LinkedHashSet<>(PREFERRED);
        names.add(backedUp.database());
        for (String name : names) {
            try {
                return Optional.of(findIn(backedUp.withDatabase(name)));
            } catch (SQLException e) {
                if (!TRY_NEXT.contains(String.valueOf(e.getSQLState()))) {
                    LOG.warnf("Cannot connect to a database for dumping roles (SQLSTATE %s)", e.getSQLState());
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static RolesDatabase findIn(DatabaseConnection to) throws SQLException {
        try (java.sql.Connection session = JdbcConnectionFactory.readOnlyAfterwards(to, STATEMENT_TIMEOUT);
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(MAY_READ_PASSWORDS)) {
            row.next();
            return new RolesDatabase(to, row.getBoolean(1));
        }
    }
}
