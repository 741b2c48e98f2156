package io.holdfast.restore.worker;

import io.holdfast.postgrestools.PasswordUnavailable;
import io.holdfast.restore.postgres.UndroppedDatabases;
import io.holdfast.restore.postgres.UndroppedDatabases.Left;
import io.holdfast.restore.settings.Targets;
import io.holdfast.restoring.server.DatabaseFacts;
import io.holdfast.restoring.server.TargetServer;
import io.holdfast.restoring.server.TargetTrouble;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tries again now and then to drop what the server did not drop, and forgets what is gone. A database that was kept by a swap is
 * dropped only if a person requests it again.
 */
@ApplicationScoped
class RetryDrops {

    private static final Logger LOG = Logger.getLogger(RetryDrops.class);

    private final UndroppedDatabases undropped;
    private final Targets targets;
    private final DropDatabase dropDatabase;

    RetryDrops(UndroppedDatabases undropped, Targets targets, DropDatabase dropDatabase) {
        this.undropped = undropped;
        this.targets = targets;
        this.dropDatabase = dropDatabase;
    }

    void look() {
        undropped.all().forEach(this::retry);
    }

    private void retry(Left left) {
        try {
            Optional<TargetServer> server = targets.server(left.database());
            if (server.isPresent()) {
                retry(left, server.get());
            }
        } catch (PasswordUnavailable | TargetTrouble trouble) {
            LOG.debugf("%s cannot be looked at: %s", left.name(), trouble.getMessage());
        }
    }

    private void retry(Left left, TargetServer server) {
        Optional<DatabaseFacts> database = server.database(left.name());
        if (!isOf(left, database)) {
            undropped.remove(left.restore(), left.name());
        } else if (!database.flatMap(DatabaseFacts::mark)
                .orElseThrow()
                .purpose()
                .equals(SwapWay.KEPT)) {
            dropDatabase.drop(server, left.restore(), left.database(), left.name());
        }
    }

    private static boolean isOf(Left left, Optional<DatabaseFacts> database) {
        return database.flatMap(DatabaseFacts::mark)
                .filter(mark -> mark.id().equals(left.restore()))
                .isPresent();
    }
}
