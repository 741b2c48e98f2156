package io.holdfast.restore.worker;

import io.holdfast.events.DatabaseId;
import io.holdfast.restore.postgres.UndroppedDatabaseRepository;
import io.holdfast.restoreengine.server.ServerInspectionResult;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Drops a database that Holdfast created. If the server does not drop it, it is set aside by name, and the caller continues.
 */
@ApplicationScoped
class DropHoldfastDatabase {

    private static final Logger LOG = Logger.getLogger(DropHoldfastDatabase.class);

    private final UndroppedDatabaseRepository undropped;

    DropHoldfastDatabase(UndroppedDatabaseRepository undropped) {
        this.undropped = undropped;
    }

    /**
     *
     * @param restore restore that created or kept the database
     * @return why the database still exists; empty if it does not
     * @throws TargetServerException if the server cannot be reached, so the state of the database is unknown
     */
    Optional<String> drop(TargetServer server, UUID restore, DatabaseId database, String name) {
        try {
            server.drop(name);
            undropped.remove(restore, name);
            return Optional.empty();
        } catch (TargetServerException trouble) {
            if (server.inspect() instanceof ServerInspectionResult.NotSeen) {
                throw trouble;
            }
            String why = String.valueOf(trouble.getMessage());
            LOG.warnf("Database %s of restore %s could not be dropped and is set aside: %s", name, restore, why);
            undropped.add(restore, name, database, why);
            return Optional.of(why);
        }
    }
}
