package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restore.postgres.RestoreOutcomeRepository;
import io.holdfast.restore.postgres.RestoreOutcomeRepository.Noted;
import io.holdfast.restore.restoring.DatabaseNameGenerator;
import io.holdfast.restore.restoring.RestoreOutcome;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoreengine.server.DatabaseFacts;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.TargetServerException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Restores into a database next to the live one, compares it, and swaps the two in one transaction. Whether the swap has
 * happened is read from the server: it has, if a database is marked as kept by this restore.
 */
@ApplicationScoped
class RestoreAndSwapStrategy implements RestoreStrategy {

    static final String BESIDE = "beside";
    static final String KEPT = "kept";

    private final StageBackup stageBackup;
    private final RestoreAndCompareDatabase buildDatabase;
    private final DatabaseCreationOptionsFactory databaseTemplate;
    private final RestoreOutcomeRepository outcomes;
    private final Clock clock;
    private final int attempts;

    RestoreAndSwapStrategy(
            StageBackup stageBackup,
            RestoreAndCompareDatabase buildDatabase,
            DatabaseCreationOptionsFactory databaseTemplate,
            RestoreOutcomeRepository outcomes,
            Clock clock,
            RestoreSettings settings) {
        this.stageBackup = stageBackup;
        this.buildDatabase = buildDatabase;
        this.databaseTemplate = databaseTemplate;
        this.outcomes = outcomes;
        this.clock = clock;
        this.attempts = settings.restore().attempts();
    }

    @Override
    public RestoreOutcome carryOut(RestoreAttempt attempt) throws InterruptedException {
        try {
            Optional<DatabaseFacts> kept = attempt.marked(KEPT);
            if (kept.isPresent()) {
                return attempt.claim().given().isPresent()
                        ? takeBack(attempt, kept.get().name(), given(attempt))
                        : finish(attempt, kept.get().name());
            }
            settle(attempt);
        } catch (TargetServerException trouble) {
            return attempt.claim().attempt() == 1
                    ? RestoreAttempt.failed(trouble)
                    : new RestoreOutcome.Unsettled(String.valueOf(trouble.getMessage()));
        }
        Optional<RestoreOutcome> early = RestorePreconditionCheck.outcome(attempt.claim(), attempts);
        return early.isPresent() ? early.get() : begin(attempt);
    }

    /**
     * Restores the state before the first attempt: the live database accepts connections, no other database exists, and the
     * application runs.
     */
    private void settle(RestoreAttempt attempt) throws InterruptedException {
        String live = attempt.plan().target();
        if (attempt.claim().attempt() == 1
                && attempt.claim().given().isEmpty()
                && !attempt.hasBegun(RestoreStep.CREATE)) {
            return;
        }
        attempt.begins(RestoreStep.SETTLE, "cleaning up after an earlier attempt");
        if (attempt.server().database(live).filter(found -> !found.open()).isPresent()) {
            attempt.server().allowConnections(live);
        }
        attempt.drop(DatabaseNameGenerator.beside(live, attempt.id()));
        if (attempt.hasBegun(RestoreStep.HOOK_BEFORE)) {
            application(attempt).after();
        }
    }

    private RestoreOutcome begin(RestoreAttempt attempt) throws InterruptedException {
        try {
            return switch (stageBackup.stage(attempt)) {
                case StageBackupResult.NotStaged notStaged -> notStaged.ending();
                case StageBackupResult.Staged staged -> beside(attempt, staged);
            };
        } catch (TargetServerException trouble) {
            return undo(attempt, RestoreAttempt.failed(trouble));
        } finally {
            stageBackup.clear(attempt);
        }
    }

    private RestoreOutcome beside(RestoreAttempt attempt, StageBackupResult.Staged staged) throws InterruptedException {
        String live = attempt.plan().target();
        String beside = DatabaseNameGenerator.beside(live, attempt.id());
        attempt.begins(RestoreStep.CREATE, "creating database '" + beside + "' with the properties of '" + live + "'");
        attempt.server()
                .create(beside, databaseTemplate.of(attempt, staged, live), OwnershipComment.of(BESIDE, attempt.id()));
        DatabaseRestoreResult buildResult = buildDatabase.build(attempt, staged, beside);
        staged.archive().close();
        return switch (buildResult) {
            case DatabaseRestoreResult.NotBuilt notBuilt -> undo(attempt, notBuilt.ending());
            case DatabaseRestoreResult.Equal equal -> swap(attempt, live, beside, equal.noted());
            case DatabaseRestoreResult.PartlyEqual partlyEqual -> {
                List<Finding> unaccepted =
                        attempt.plan().wish().unaccepted(partlyEqual.noted().notRestored());
                yield unaccepted.isEmpty()
                        ? swap(attempt, live, beside, partlyEqual.noted())
                        : undo(
                                attempt,
                                notAccepted(unaccepted, partlyEqual.noted().words()));
            }
        };
    }

    private RestoreOutcome swap(RestoreAttempt attempt, String live, String beside, Noted noted)
            throws InterruptedException {
        attempt.server().carryOver(live, beside);
        outcomes.note(attempt.claim(), noted);
        return stopAndSwap(attempt, live, beside);
    }

    private static RestoreOutcome notAccepted(List<Finding> findings, String words) {
        return new RestoreOutcome.Failed(
                "findings_not_accepted",
                "Not everything could be restored, so the databases were not swapped. hint: restore into a new"
                        + " database to check the result, or accept each finding by the name of its object (holdfast"
                        + " restore --swap --accept NAME).",
                findings,
                words);
    }

    private RestoreOutcome stopAndSwap(RestoreAttempt attempt, String live, String beside) throws InterruptedException {
        if (attempt.live().isStopped()) {
            return new RestoreOutcome.Interrupted();
        }
        attempt.begins(RestoreStep.HOOK_BEFORE, "stopping the application");
        Optional<RestoreOutcome.Failed> failed = application(attempt).before();
        if (failed.isPresent()) {
            return undo(attempt, failed.get());
        }
        String keptAs = DatabaseNameGenerator.kept(live, clock.instant());
        try {
            attempt.begins(RestoreStep.CLOSE_DOORS, "refusing connections to '" + live + "'");
            attempt.server().refuseConnections(live);
            attempt.server().refuseConnections(beside);
            attempt.begins(
                    RestoreStep.SWAP,
                    "renaming '" + live + "' to '" + keptAs + "', and '" + beside + "' to '" + live + "'");
            attempt.server().swap(live, beside, keptAs, OwnershipComment.of(KEPT, attempt.id()));
            return finish(attempt, keptAs);
        } catch (TargetServerException trouble) {
            // Only the server knows whether the swap was committed.
            return new RestoreOutcome.Unsettled(String.valueOf(trouble.getMessage()));
        }
    }

    private RestoreOutcome finish(RestoreAttempt attempt, String keptAs) throws InterruptedException {
        attempt.begins(RestoreStep.HOOK_AFTER, "starting the application");
        attempt.server().allowConnections(attempt.plan().target());
        Optional<RestoreOutcome.Failed> failed = application(attempt).after();
        if (failed.isEmpty()) {
            attempt.begins(RestoreStep.PROBE, "probing the application");
            failed = application(attempt).probe();
        }
        if (failed.isPresent()) {
            outcomes.give(attempt.claim(), failed.get());
            return takeBack(attempt, keptAs, failed.get());
        }
        Noted noted = outcomes.noted(attempt.claim()).orElseThrow();
        return noted.completed(Optional.of(keptAs));
    }

    private RestoreOutcome takeBack(RestoreAttempt attempt, String keptAs, RestoreOutcome.Failed failed)
            throws InterruptedException {
        String live = attempt.plan().target();
        String beside = DatabaseNameGenerator.beside(live, attempt.id());
        try {
            attempt.begins(RestoreStep.TAKE_BACK, "swapping '" + keptAs + "' back");
            attempt.server().refuseConnections(live);
            attempt.server().swap(live, keptAs, beside, OwnershipComment.of(BESIDE, attempt.id()));
            attempt.drop(beside);
            attempt.begins(RestoreStep.HOOK_AFTER, "starting the application on the previous database");
            application(attempt).after();
            return new RestoreOutcome.Failed(
                    failed.reason(),
                    failed.message() + " The previous database is live again.",
                    failed.findings(),
                    failed.words());
        } catch (TargetServerException trouble) {
            return new RestoreOutcome.Unsettled(String.valueOf(trouble.getMessage()));
        }
    }

    private static RestoreOutcome.Failed given(RestoreAttempt attempt) {
        return attempt.claim()
                .given()
                .map(given -> RestoreOutcome.Failed.of(given.reason(), given.message()))
                .orElseThrow();
    }

    private RestoreOutcome undo(RestoreAttempt attempt, RestoreOutcome outcome) throws InterruptedException {
        try {
            if (outcome instanceof RestoreOutcome.Failed failed) {
                outcomes.give(attempt.claim(), failed);
                settle(attempt);
            }
            return outcome;
        } catch (TargetServerException trouble) {
            return attempt.hasBegun(RestoreStep.CREATE)
                    ? new RestoreOutcome.Unsettled(String.valueOf(trouble.getMessage()))
                    : outcome;
        }
    }

    static ApplicationHookRunner application(RestoreAttempt attempt) {
        return new ApplicationHookRunner(
                attempt.target(),
                Map.of(
                        "HOLDFAST_DATABASE",
                        attempt.plan().wish().database().value(),
                        "HOLDFAST_RESTORE",
                        attempt.id().toString(),
                        "HOLDFAST_TARGET",
                        attempt.plan().target()));
    }
}
