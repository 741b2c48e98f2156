package io.holdfast.restore.worker;

import io.holdfast.restore.postgres.RestoreStepRepository;
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
 * One attempt of a restore, with the objects that every step needs.
 *
 * @param suspendsTriggers whether the target role may set {@code session_replication_role}
 */
record RestoreAttempt(
        RestoreClaim claim,
        TargetServer server,
        RestoreSettings.Target target,
        RestoreInProgress live,
        RestoreStepRepository journal,
        DropHoldfastDatabase dropDatabase,
        boolean suspendsTriggers) {

    /** A failure because of the target server. */
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

    /** Records that a step starts, which means that the step before has ended. */
    void begins(RestoreStep step, String text) {
        journal.begins(claim, step.word(), text);
    }

    /** Whether this attempt or an earlier one reached the step. */
    boolean hasBegun(RestoreStep step) {
        return journal.hasBegun(id(), step.word());
    }

    /**
     * Drops a database that this restore created. If the server does not drop it, it is set aside, and the restore continues.
     *
     * @throws TargetServerException if the server cannot be reached
     */
    void drop(String name) {
        dropDatabase.drop(server, id(), plan().wish().database(), name);
    }

    /** The database with the mark of this restore and this purpose. */
    Optional<DatabaseFacts> marked(String purpose) {
        return server.databases().stream()
                .filter(database -> database.ownership()
                        .filter(ownership -> ownership.purpose().equals(purpose)
                                && ownership.id().equals(id()))
                        .isPresent())
                .findFirst();
    }
}
