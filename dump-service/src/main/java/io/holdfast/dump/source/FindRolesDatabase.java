package io.holdfast.dump.source;

import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.SignIn;
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
 * Finds the database in which the roles of a server are dumped: {@code postgres}, {@code template1}, or else the one that is backed up.
 * Its session is also what shows that pg_dump's has ended, for a role that may have only one.
 */
@ApplicationScoped
public class FindRolesDatabase {

    private static final Logger LOG = Logger.getLogger(FindRolesDatabase.class);
    private static final List<String> USUAL = List.of("postgres", "template1");

    /** No such database, one that takes no connections, no right to connect to it, and no line for it in pg_hba.conf. */
    private static final Set<String> NOT_THIS_ONE = Set.of("3D000", "55000", "42501", "28000");

    private static final Duration ANSWER = Duration.ofSeconds(20);

    private static final String MAY_READ_PASSWORDS =
            "select coalesce(pg_catalog.has_table_privilege('pg_catalog.pg_authid', 'select'), false)";

    /**
     * The way to the database.
     *
     * @param mayReadPasswords whether the role may read the password hashes there: the right is given in each database
     */
    public record RolesDatabase(DatabaseConnection connection, boolean mayReadPasswords) {}

    /**
     * Signs in to each in turn, and for some seconds again where no connection is free yet.
     *
     * @return empty where the role is let into none of them
     */
    public Optional<RolesDatabase> find(DatabaseConnection backedUp) {
        Set<String> names = new LinkedHashSet<>(USUAL);
        names.add(backedUp.database());
        for (String name : names) {
            try {
                return Optional.of(findIn(backedUp.withDatabase(name)));
            } catch (SQLException e) {
                if (!NOT_THIS_ONE.contains(String.valueOf(e.getSQLState()))) {
                    LOG.warnf("The database of the roles was not found (SQLSTATE %s)", e.getSQLState());
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static RolesDatabase findIn(DatabaseConnection to) throws SQLException {
        try (java.sql.Connection session = SignIn.readOnlyAfterwards(to, ANSWER);
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(MAY_READ_PASSWORDS)) {
            row.next();
            return new RolesDatabase(to, row.getBoolean(1));
        }
    }
}
