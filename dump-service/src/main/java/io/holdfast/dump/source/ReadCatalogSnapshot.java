package io.holdfast.dump.source;

import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.postgrestools.SignIn;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads what is compared after a dump that failed, right before it begins; the session has ended when pg_dump opens its own. */
@ApplicationScoped
public class ReadCatalogSnapshot {

    private static final Logger LOG = Logger.getLogger(ReadCatalogSnapshot.class);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** What a database was like before a dump; opaque to others than {@link DiagnoseDumpFailure}. */
    public record Before(Optional<CatalogSnapshot> state) {}

    /** Empty where the database cannot be asked: that is for pg_dump to fail of. */
    public Before read(DatabaseConnection in) {
        try (java.sql.Connection session = SignIn.readOnly(in, ANSWER)) {
            return new Before(Optional.of(CatalogSnapshot.read(session)));
        } catch (SQLException e) {
            LOG.debugf("The catalogs were not read before the dump: SQLSTATE %s", e.getSQLState());
            return new Before(Optional.empty());
        }
    }
}
