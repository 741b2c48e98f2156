package io.holdfast.restore.worker;

import io.holdfast.restore.postgres.Journal;
import io.holdfast.restore.restoring.Claim;
import io.holdfast.restore.restoring.Ending;
import io.holdfast.restore.restoring.RestorePlan;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoring.server.DatabaseFacts;
import io.holdfast.restoring.server.TargetServer;
import io.holdfast.restoring.server.TargetTrouble;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One attempt at a restore, with what it needs at every step.
 *
 * @param suspendsTriggers whether the target's role may set {@code session_replication_role}
 */
record Attempt(
        Claim claim,
        TargetServer server,
        RestoreSettings.Target target,
        LiveRestore live,
        Journal journal,
        DropDatabase dropDatabase,
        boolean suspendsTriggers) {

    /** The restore ends because of the target server. */
    static Ending.Failed failed(TargetTrouble trouble) {
        return new Ending.Failed(
                trouble.reason(), String.valueOf(trouble.getMessage()), List.of(), "", trouble.sqlState());
    }

    RestorePlan plan() {
        return claim.plan();
    }

    UUID id() {
        return claim.restore();
    }

    /** This step begins now; what was done before it is done. */
    void begins(Step step, String text) {
        journal.begins(claim, step.word(), text);
    }

    /** Whether this or an earlier attempt came so far. */
    boolean hasBegun(Step step) {
        return journal.hasBegun(id(), step.word());
    }

    /**
     * Drops a database that this restore made. What the server does not drop is set aside, and the restore goes on.
     *
     * @throws TargetTrouble if the server cannot be asked
     */
    void drop(String name) {
        dropDatabase.drop(server, id(), plan().wish().database(), name);
    }

    /** The database that carries this restore's mark, for this purpose. */
    Optional<DatabaseFacts> marked(String purpose) {
        return server.databases().stream()
                .filter(database -> database.mark()
                        .filter(mark ->
                                mark.purpose().equals(purpose) && mark.id().equals(id()))
                        .isPresent())
                .findFirst();
    }
}
