package io.holdfast.restore.worker;

import io.holdfast.postgrestools.PasswordUnavailableException;
import io.holdfast.restore.postgres.PostSwapActionQueue;
import io.holdfast.restore.postgres.PostSwapActionQueue.PostSwapAction;
import io.holdfast.restore.restoring.DatabaseNameGenerator;
import io.holdfast.restore.restoring.RestoreOutcome;
import io.holdfast.restore.settings.ConfiguredTargets;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoreengine.server.DatabaseFacts;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Runs actions after a swap: reverts to the kept database, or drops it. Each run reads the current state from the marks on the
 * server.
 */
@ApplicationScoped
class RunPostSwapActions {

    private static final Logger LOG = Logger.getLogger(RunPostSwapActions.class);

    private final PostSwapActionQueue actions;
    private final ConfiguredTargets targets;
    private final DropHoldfastDatabase dropDatabase;

    RunPostSwapActions(PostSwapActionQueue actions, ConfiguredTargets targets, DropHoldfastDatabase dropDatabase) {
        this.actions = actions;
        this.targets = targets;
        this.dropDatabase = dropDatabase;
    }

    void run(PostSwapAction action) throws InterruptedException {
        try {
            Optional<RestoreSettings.Target> target = targets.of(action.database());
            Optional<TargetServer> server = targets.server(action.database());
            if (target.isEmpty() || server.isEmpty()) {
                actions.refused(action, "no target is configured for '" + action.database() + "' any more");
                return;
            }
            if (action.keptAs().isEmpty()) {
                actions.refused(action, "restore " + action.restore() + " has no kept database any more");
                return;
            }
            switch (action.what()) {
                case REVERT -> revert(action, server.get(), application(action, target.get()));
                case DROP -> drop(action, server.get());
            }
        } catch (PasswordUnavailableException | TargetServerException trouble) {
            LOG.warnf("%s of restore %s will be retried: %s", action.what(), action.restore(), trouble.getMessage());
            actions.later(action);
        }
    }

    private void revert(PostSwapAction action, TargetServer server, ApplicationHookRunner application)
            throws InterruptedException {
        String keptAs = DatabaseNameGenerator.keptInstead(action.keptAs(), action.live(), action.askedAt());
        if (isOurs(server.database(keptAs), action)) {
            serve(action, server, application, keptAs);
            return;
        }
        if (!isOurs(server.database(action.keptAs()), action)) {
            actions.refused(action, "database '" + action.keptAs() + "' does not exist any more");
            return;
        }
        Optional<RestoreOutcome.Failed> failed = application.before();
        if (failed.isPresent()) {
            application.after();
            actions.refused(action, failed.get().message() + " Nothing was changed.");
            return;
        }
        server.refuseConnections(action.live());
        server.swap(
                action.live(),
                action.keptAs(),
                keptAs,
                OwnershipComment.of(RestoreAndSwapStrategy.KEPT, action.restore()));
        serve(action, server, application, keptAs);
    }

    private void serve(PostSwapAction action, TargetServer server, ApplicationHookRunner application, String keptAs)
            throws InterruptedException {
        server.allowConnections(action.live());
        application.after();
        actions.reverted(action, keptAs);
    }

    private void drop(PostSwapAction action, TargetServer server) {
        Optional<DatabaseFacts> kept = server.database(action.keptAs());
        if (kept.isPresent() && !isOurs(kept, action)) {
            actions.refused(action, "database '" + action.keptAs() + "' does not have the mark of this restore");
            return;
        }
        Optional<String> left = dropDatabase.drop(server, action.restore(), action.database(), action.keptAs());
        if (left.isPresent()) {
            actions.refused(
                    action,
                    "database '" + action.keptAs() + "' could not be dropped. " + left.get()
                            + " hint: end the sessions or objects that block the drop, then request it again");
        } else {
            actions.dropped(action);
        }
    }

    private static boolean isOurs(Optional<DatabaseFacts> database, PostSwapAction action) {
        return database.flatMap(DatabaseFacts::ownership)
                .filter(ownership -> ownership.purpose().equals(RestoreAndSwapStrategy.KEPT)
                        && ownership.id().equals(action.restore()))
                .isPresent();
    }

    private static ApplicationHookRunner application(PostSwapAction action, RestoreSettings.Target target) {
        return new ApplicationHookRunner(
                target,
                Map.of(
                        "HOLDFAST_DATABASE",
                        action.database().value(),
                        "HOLDFAST_RESTORE",
                        action.restore().toString(),
                        "HOLDFAST_TARGET",
                        action.live()));
    }
}
