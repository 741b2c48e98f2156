package io.holdfast.restore.worker;

import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.restore.postgres.UndroppedDatabaseRepository;
import io.holdfast.restore.postgres.UndroppedDatabaseRepository.Left;
import io.holdfast.restore.settings.ConfiguredTargets;
import io.holdfast.restoreengine.server.DatabaseFacts;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Periodically retries to drop databases that the server could not drop, and removes those that no longer exist. A database
 * kept by a swap is dropped only if a person requests it again.
 */
@ApplicationScoped
class RetryDatabaseDrops {

    private static final Logger LOG = Logger.getLogger(RetryDatabaseDrops.class);

    private final UndroppedDatabaseRepository undropped;
    private final ConfiguredTargets targets;
    private final DropHoldfastDatabase dropDatabase;

    RetryDatabaseDrops(
            UndroppedDatabaseRepository undropped, ConfiguredTargets targets, DropHoldfastDatabase dropDatabase) {
        this.undropped = undropped;
        this.targets = targets;
        this.dropDatabase = dropDatabase;
    }

    void retryDue() {
        undropped.all().forEach(this::retry);
    }

    private void retry(Left left) {
        try {
            Optional<TargetServer> server = targets.server(left.database());
            if (server.isPresent()) {
                retry(left, server.get());
            }
        } catch (PasswordUnavailableException | TargetServerException trouble) {
            LOG.debugf("Cannot check database %s: %s", left.name(), trouble.getMessage());
        }
    }

    private void retry(Left left, TargetServer server) {
        Optional<DatabaseFacts> database = server.database(left.name());
        if (!isOf(left, database)) {
            undropped.remove(left.restore(), left.name());
        } else if (!database.flatMap(DatabaseFacts::ownership)
                .orElseThrow()
                .purpose()
                .equals(RestoreAndSwapStrategy.KEPT)) {
            dropDatabase.drop(server, left.restore(), left.database(), left.name());
        }
    }

    private static boolean isOf(Left left, Optional<DatabaseFacts> database) {
        return database.flatMap(DatabaseFacts::ownership)
                .filter(ownership -> ownership.id().equals(left.restore()))
                .isPresent();
    }
}
