package io.holdfast.restore.worker;

import io.holdfast.restore.postgres.RestoreOutcomeRepository;
import io.holdfast.restore.restoring.RestoreOutcome;
import io.holdfast.restore.settings.ConfiguredTargets;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoreengine.server.DatabaseCreationOptions;
import io.holdfast.restoreengine.server.DatabaseFacts;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.TargetServerException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Restores into a new database. The live database is not affected. A failed restore leaves nothing. An incomplete restore keeps
 * all objects that could be restored.
 */
@ApplicationScoped
class NewDatabaseRestoreStrategy implements RestoreStrategy {

    private final StageBackup stageBackup;
    private final RestoreAndCompareDatabase buildDatabase;
    private final DatabaseCreationOptionsFactory databaseTemplate;
    private final RestoreOutcomeRepository outcomes;
    private final ConfiguredTargets targets;
    private final int attempts;

    NewDatabaseRestoreStrategy(
            StageBackup stageBackup,
            RestoreAndCompareDatabase buildDatabase,
            DatabaseCreationOptionsFactory databaseTemplate,
            RestoreOutcomeRepository outcomes,
            ConfiguredTargets targets,
            RestoreSettings settings) {
        this.stageBackup = stageBackup;
        this.buildDatabase = buildDatabase;
        this.databaseTemplate = databaseTemplate;
        this.outcomes = outcomes;
        this.targets = targets;
        this.attempts = settings.restore().attempts();
    }

    @Override
    public RestoreOutcome carryOut(RestoreAttempt attempt) throws InterruptedException {
        try {
            dropOurs(attempt);
            Optional<RestoreOutcome> early = RestorePreconditionCheck.outcome(attempt.claim(), attempts);
            return early.isPresent() ? early.get() : restore(attempt);
        } catch (TargetServerException trouble) {
            return undo(attempt, RestoreAttempt.failed(trouble));
        } finally {
            stageBackup.clear(attempt);
        }
    }

    private RestoreOutcome restore(RestoreAttempt attempt) throws InterruptedException {
        return switch (stageBackup.stage(attempt)) {
            case StageBackupResult.NotStaged notStaged -> notStaged.ending();
            case StageBackupResult.Staged staged -> {
                String name = attempt.plan().target();
                attempt.begins(RestoreStep.CREATE, "creating database '" + name + "'");
                DatabaseCreationOptions shape = databaseTemplate.of(
                        attempt, staged, targets.liveName(attempt.plan().wish().database()));
                attempt.server().create(name, shape, OwnershipComment.of(purpose(attempt), attempt.id()));
                yield switch (buildDatabase.build(attempt, staged, name)) {
                    case DatabaseRestoreResult.Equal equal -> equal.noted().completed(Optional.empty());
                    case DatabaseRestoreResult.PartlyEqual partlyEqual ->
                        partlyEqual.noted().completed(Optional.empty());
                    case DatabaseRestoreResult.NotBuilt notBuilt -> undo(attempt, notBuilt.ending());
                };
            }
        };
    }

    private RestoreOutcome undo(RestoreAttempt attempt, RestoreOutcome outcome) {
        try {
            if (outcome instanceof RestoreOutcome.Failed failed) {
                outcomes.give(attempt.claim(), failed);
                dropOurs(attempt);
            }
            return outcome;
        } catch (TargetServerException trouble) {
            return attempt.hasBegun(RestoreStep.CREATE)
                    ? new RestoreOutcome.Unsettled(String.valueOf(trouble.getMessage()))
                    : outcome;
        }
    }

    private static void dropOurs(RestoreAttempt attempt) {
        attempt.marked(purpose(attempt)).map(DatabaseFacts::name).ifPresent(name -> {
            attempt.begins(RestoreStep.DROP, "dropping the incomplete database '" + name + "'");
            attempt.drop(name);
        });
    }

    private static String purpose(RestoreAttempt attempt) {
        return attempt.plan().isSidecar() ? "sidecar" : "restored";
    }
}
