package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.PgRestoreIntoDatabase.Section;
import io.holdfast.restore.postgres.RestoreOutcomeRepository;
import io.holdfast.restore.postgres.RestoreOutcomeRepository.Noted;
import io.holdfast.restore.restoring.RestoreOutcome;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoreengine.PgRestoreResult;
import io.holdfast.restoreengine.RestoreArchive;
import io.holdfast.restoreengine.RestoreOptions;
import io.holdfast.restoreengine.RestorePhaseTimer;
import io.holdfast.restoreengine.contents.ArchiveComparisonResult;
import io.holdfast.restoreengine.server.TargetServerException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Restores over the live database in one transaction. If the worker died, the server has committed or rolled back, and the
 * contents of the database show which.
 */
@ApplicationScoped
class InPlaceRestoreStrategy implements RestoreStrategy {

    private final StageBackup stageBackup;
    private final RestoreAndCompareDatabase buildDatabase;
    private final TableRestoreStrategy tableRows;
    private final RestoreOutcomeRepository outcomes;
    private final int attempts;

    InPlaceRestoreStrategy(
            StageBackup stageBackup,
            RestoreAndCompareDatabase buildDatabase,
            TableRestoreStrategy tableRows,
            RestoreOutcomeRepository outcomes,
            RestoreSettings settings) {
        this.stageBackup = stageBackup;
        this.buildDatabase = buildDatabase;
        this.tableRows = tableRows;
        this.outcomes = outcomes;
        this.attempts = settings.restore().attempts();
    }

    @Override
    public RestoreOutcome carryOut(RestoreAttempt attempt) throws InterruptedException {
        if (attempt.plan().isSidecar()) {
            return tableRows.carryOut(attempt);
        }
        try {
            return switch (stageBackup.stage(attempt)) {
                case StageBackupResult.NotStaged notStaged ->
                    attempt.hasBegun(RestoreStep.REPLACE) ? open(attempt, notStaged) : notStaged.ending();
                case StageBackupResult.Staged staged ->
                    attempt.hasBegun(RestoreStep.REPLACE) ? goOn(attempt, staged) : replace(attempt, staged);
            };
        } catch (TargetServerException trouble) {
            return attempt.hasBegun(RestoreStep.REPLACE)
                    ? new RestoreOutcome.Unsettled(String.valueOf(trouble.getMessage()))
                    : RestoreAttempt.failed(trouble);
        } finally {
            stageBackup.clear(attempt);
        }
    }

    /** The contents cannot be compared now, so the result is unknown and the check is retried. */
    private static RestoreOutcome open(RestoreAttempt attempt, StageBackupResult.NotStaged notStaged) {
        return notStaged.ending() instanceof RestoreOutcome.Failed failed
                ? new RestoreOutcome.Unsettled(attempt.plan().target() + " cannot be compared yet: " + failed.message())
                : notStaged.ending();
    }

    private RestoreOutcome goOn(RestoreAttempt attempt, StageBackupResult.Staged staged) throws InterruptedException {
        String live = attempt.plan().target();
        attempt.begins(RestoreStep.SETTLE, "checking the rows of '" + live + "' to find out whether it was replaced");
        // The server may not have noticed yet that the pg_restore of a dead worker is gone.
        attempt.server().endSessions(live);
        try {
            Optional<ArchiveComparisonResult> found = buildDatabase.inspect(attempt, staged, live);
            if (found.isEmpty()) {
                return new RestoreOutcome.Interrupted();
            }
            if (found.get().isEqual()) {
                return compared(attempt, staged, new RestorePhaseTimer(), new PgRestoreResult.Done(List.of(), ""));
            }
        } catch (SQLException e) {
            throw TargetServerException.of(e);
        }
        RestoreAndSwapStrategy.application(attempt).after();
        Optional<RestoreOutcome> early = RestorePreconditionCheck.outcome(attempt.claim(), attempts);
        return early.isPresent() ? early.get() : replace(attempt, staged);
    }

    private RestoreOutcome replace(RestoreAttempt attempt, StageBackupResult.Staged staged)
            throws InterruptedException {
        String live = attempt.plan().target();
        List<Finding> obstacles = LiveDatabaseCheckResult.of(
                        attempt.server(),
                        live,
                        attempt.plan().wish(),
                        Optional.of(staged.archive().list()))
                .obstacles();
        if (!obstacles.isEmpty()) {
            return new RestoreOutcome.Failed(
                    obstacles.getFirst().code(),
                    "The live database has changed since the plan was made, so nothing was restored: "
                            + obstacles.getFirst().text() + ".",
                    obstacles,
                    "");
        }
        attempt.begins(RestoreStep.HOOK_BEFORE, "stopping the application");
        Optional<RestoreOutcome.Failed> failed =
                RestoreAndSwapStrategy.application(attempt).before();
        if (failed.isPresent()) {
            return abandoned(attempt, failed.get());
        }
        RestorePhaseTimer phases = new RestorePhaseTimer();
        attempt.begins(RestoreStep.REPLACE, "pg_restore over '" + live + "', in one transaction");
        attempt.server().endSessions(live);
        TargetServerAdaptation adaptation = TargetServerAdaptation.ofLive(attempt, staged);
        RestoreOptions options = new RestoreOptions(
                1,
                attempt.plan().restoresOwners(),
                true,
                Section.ALL,
                List.of(),
                Set.of(),
                adaptation.tablespaces(),
                attempt.suspendsTriggers());
        return switch (RestoreArchive.restore(staged.archive(), attempt.server().to(live), options, attempt.live())) {
            case PgRestoreResult.Failed unsuccessful -> notReplaced(attempt, unsuccessful);
            case PgRestoreResult.Done done -> {
                phases.end(RestorePhaseTimer.RESTORING);
                yield compared(attempt, staged, phases, adaptation.with(done));
            }
        };
    }

    /** If the connection was lost, only the contents of the server show whether it has committed. */
    private RestoreOutcome notReplaced(RestoreAttempt attempt, PgRestoreResult.Failed failed)
            throws InterruptedException {
        if (failed.reason().equals(TargetServerException.RESTARTED)
                || failed.reason().equals("interrupted")) {
            return new RestoreOutcome.Unsettled(failed.message());
        }
        return RestoreAndCompareDatabase.outcome(attempt, failed) instanceof RestoreOutcome.Failed known
                ? abandoned(attempt, known)
                : new RestoreOutcome.Interrupted();
    }

    /** The transaction was rolled back or not started. */
    private RestoreOutcome abandoned(RestoreAttempt attempt, RestoreOutcome.Failed failed) throws InterruptedException {
        outcomes.give(attempt.claim(), failed);
        RestoreAndSwapStrategy.application(attempt).after();
        return failed;
    }

    private RestoreOutcome compared(
            RestoreAttempt attempt,
            StageBackupResult.Staged staged,
            RestorePhaseTimer phases,
            PgRestoreResult.Done done)
            throws InterruptedException {
        DatabaseRestoreResult buildResult =
                buildDatabase.compare(attempt, staged, attempt.plan().target(), phases, done);
        return switch (buildResult) {
            case DatabaseRestoreResult.NotBuilt notBuilt ->
                notBuilt.ending() instanceof RestoreOutcome.Failed failed ? served(attempt, failed) : notBuilt.ending();
            case DatabaseRestoreResult.PartlyEqual partlyEqual -> served(attempt, partlyEqual.failed());
            case DatabaseRestoreResult.Equal equal -> After.replaced(attempt, equal.noted());
        };
    }

    /** The transaction is committed, but the contents differ from the archive. The pre-restore backup has the earlier state. */
    private static RestoreOutcome served(RestoreAttempt attempt, RestoreOutcome.Failed failed)
            throws InterruptedException {
        RestoreAndSwapStrategy.application(attempt).after();
        return new RestoreOutcome.Failed(
                failed.reason(),
                failed.message() + " The live database was replaced. The backup made before the restore has its"
                        + " earlier contents.",
                failed.findings(),
                failed.words());
    }

    /** The steps after the live database was overwritten. */
    static final class After {

        private After() {}

        static RestoreOutcome replaced(RestoreAttempt attempt, Noted noted) throws InterruptedException {
            attempt.begins(RestoreStep.HOOK_AFTER, "starting the application");
            Optional<RestoreOutcome.Failed> failed =
                    RestoreAndSwapStrategy.application(attempt).after();
            if (failed.isEmpty()) {
                attempt.begins(RestoreStep.PROBE, "probing the application");
                failed = RestoreAndSwapStrategy.application(attempt).probe();
            }
            List<Finding> findings = new ArrayList<>(noted.findings());
            failed.ifPresent(one -> findings.add(new Finding(one.reason(), one.message())));
            return new RestoreOutcome.Completed(
                    Optional.empty(), noted.report(), findings, noted.notRestored(), noted.page(), noted.words());
        }
    }
}
