package io.holdfast.restore.worker;

import io.holdfast.restore.postgres.RestoreStepLog;
import io.holdfast.restore.restoring.RestoreClaim;
import io.holdfast.restore.restoring.RestoreOutcome;
import io.holdfast.restore.restoring.RestorePlan;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoreengine.server.DatabaseFacts;
import io.holdfast.restoreengine.server.TargetServer;
import io.holdfast.restoreengine.server.TargetServerException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One attempt at a restore, with what it needs at every step.
 *
 * @param suspendsTriggers whether the target's role may set {@code session_replication_role}
 */
record RestoreAttempt(
        RestoreClaim claim,
        TargetServer server,
        RestoreSettings.Target target,
        RestoreInProgress live,
        RestoreStepLog journal,
        DropDatabase dropDatabase,
        boolean suspendsTriggers) {

    /** The restore ends because of the target server. */
    static RestoreOutcome.Failed failed(TargetServerException trouble) {
        return new RestoreOutcome.Failed(
                trouble.reason(), String.valueOf(trouble.getMessage()), List.of(), "", trouble.sqlState());
    }

    RestorePlan plan() {
        return claim.plan();
    }

    UUID id() {
        return claim.restore();
    }

    /** This step begins now; what was done before it is done. */
    void begins(RestoreStep step, String text) {
        journal.begins(claim, step.word(), text);
    }

    /** Whether this or an earlier attempt came so far. */
    boolean hasBegun(RestoreStep step) {
        return journal.hasBegun(id(), step.word());
    }

    /**
     * Drops a database that this restore made. What the server does not drop is set aside, and the restore goes on.
     *
     * @throws TargetServerException if the server cannot be asked
     */
    void drop(String name) {
        dropDatabase.drop(server, id(), plan().wish().database(), name);
    }

    /** The database that carries this restore's mark, for this purpose. */
    Optional<DatabaseFacts> marked(String purpose) {
        return server.databases().stream()
                .filter(database -> database.ownership()
                        .filter(ownership -> ownership.purpose().equals(purpose)
                                && ownership.id().equals(id()))
                        .isPresent())
                .findFirst();
    }
}
