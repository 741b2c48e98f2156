package io.holdfast.dump.source;

import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.JdbcConnectionFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads the state of the database before a dump, for the comparison after a failure. The session ends before pg_dump starts. */
@ApplicationScoped
public class ReadSourceCatalogSnapshot {

    private static final Logger LOG = Logger.getLogger(ReadSourceCatalogSnapshot.class);
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);

    /** The state of a database before a dump. Only {@link DiagnoseDumpFailure} evaluates it. */
    public record Before(Optional<SourceCatalogSnapshot> state) {}

    /** Returns an empty state if the query fails. In that case, pg_dump fails too. */
    public Before read(DatabaseConnection in) {
        try (java.sql.Connection session = JdbcConnectionFactory.readOnly(in, STATEMENT_TIMEOUT)) {
            return new Before(Optional.of(SourceCatalogSnapshot.read(session)));
        } catch (SQLException e) {
            LOG.debugf("Cannot read the catalogs before the dump: SQLSTATE %s", e.getSQLState());
            return new Before(Optional.empty());
        }
    }
}
