package io.holdfast.restore.worker;

import io.holdfast.events.DatabaseId;
import io.holdfast.restore.postgres.UndroppedDatabases;
import io.holdfast.restoreengine.server.ServerInspectionResult;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Drops a database of ours. What the server does not drop is set aside by name, and whoever wanted it gone goes on. */
@ApplicationScoped
class DropDatabase {

    private static final Logger LOG = Logger.getLogger(DropDatabase.class);

    private final UndroppedDatabases undropped;

    DropDatabase(UndroppedDatabases undropped) {
        this.undropped = undropped;
    }

    /**
     * @param restore that made it or kept it
     * @return why it is still there; empty where it is not
     * @throws TargetServerException if the server cannot be asked: nothing is known of the database then
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
            LOG.warnf("The database %s of restore %s is set aside: %s", name, restore, why);
            undropped.add(restore, name, database, why);
            return Optional.of(why);
        }
    }
}
