package io.holdfast.restore.worker;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.Finding;
import io.holdfast.restore.postgres.RestoreOutcomeRepository;
import io.holdfast.restore.postgres.RestoreOutcomeRepository.Noted;
import io.holdfast.restore.restoring.DatabaseNameGenerator;
import io.holdfast.restore.restoring.RestoreOutcome;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoreengine.DiagnoseFailedEntries;
import io.holdfast.restoreengine.live.ArchivedTableRows;
import io.holdfast.restoreengine.live.ReplaceRows;
import io.holdfast.restoreengine.live.ReplaceRowsResult;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.TargetServerException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Restores the rows of some tables: into a database next to the live one, where they are compared, and from there into the live
 * database in one transaction. If the worker died, the contents of the live tables show whether that was committed.
 */
@ApplicationScoped
class TableRestoreStrategy implements RestoreStrategy {

    private static final String SIDECAR = "sidecar";

    /** {@code undefined_function}, {@code _table}, {@code _object}, {@code invalid_schema_name}. */
    private static final Set<String> UNDEFINED = Set.of("42883", "42P01", "42704", "3F000");

    private final StageBackup stageBackup;
    private final RestoreAndCompareDatabase buildDatabase;
    private final DatabaseCreationOptionsFactory databaseTemplate;
    private final RestoreOutcomeRepository outcomes;
    private final int attempts;

    TableRestoreStrategy(
            StageBackup stageBackup,
            RestoreAndCompareDatabase buildDatabase,
            DatabaseCreationOptionsFactory databaseTemplate,
            RestoreOutcomeRepository outcomes,
            RestoreSettings settings) {
        this.stageBackup = stageBackup;
        this.buildDatabase = buildDatabase;
        this.databaseTemplate = databaseTemplate;
        this.outcomes = outcomes;
        this.attempts = settings.restore().attempts();
    }

    @Override
    public RestoreOutcome carryOut(RestoreAttempt attempt) throws InterruptedException {
        try {
            attempt.drop(sidecar(attempt));
            if (attempt.hasBegun(RestoreStep.HOOK_BEFORE)) {
                attempt.server().endOwnSessions(attempt.plan().target());
                RestoreAndSwapStrategy.application(attempt).after();
            }
            return switch (stageBackup.stage(attempt)) {
                case StageBackupResult.NotStaged notStaged -> notStaged.ending();
                case StageBackupResult.Staged staged -> carryOut(attempt, staged);
            };
        } catch (TargetServerException trouble) {
            return attempt.hasBegun(RestoreStep.CREATE)
                    ? new RestoreOutcome.Unsettled(String.valueOf(trouble.getMessage()))
                    : RestoreAttempt.failed(trouble);
        } finally {
            stageBackup.clear(attempt);
        }
    }

    private RestoreOutcome carryOut(RestoreAttempt attempt, StageBackupResult.Staged staged)
            throws InterruptedException {
        Optional<Noted> noted = outcomes.noted(attempt.claim());
        if (noted.isPresent() && attempt.hasBegun(RestoreStep.REPLACE) && isBroughtIn(attempt, staged)) {
            return InPlaceRestoreStrategy.After.replaced(attempt, noted.get());
        }
        Optional<RestoreOutcome> early = RestorePreconditionCheck.outcome(attempt.claim(), attempts);
        return early.isPresent() ? early.get() : beside(attempt, staged);
    }

    private boolean isBroughtIn(RestoreAttempt attempt, StageBackupResult.Staged staged) throws InterruptedException {
        try {
            return buildDatabase
                    .inspect(attempt, staged, attempt.plan().target())
                    .filter(found -> found.isEqual())
                    .isPresent();
        } catch (SQLException e) {
            throw TargetServerException.of(e);
        }
    }

    private RestoreOutcome beside(RestoreAttempt attempt, StageBackupResult.Staged staged) throws InterruptedException {
        String sidecar = sidecar(attempt);
        attempt.begins(RestoreStep.CREATE, "creating database '" + sidecar + "' for the rows");
        attempt.server()
                .create(
                        sidecar,
                        databaseTemplate.of(attempt, staged, attempt.plan().target()),
                        OwnershipComment.of(SIDECAR, attempt.id()));
        DatabaseRestoreResult buildResult = buildDatabase.build(attempt, staged, sidecar);
        RestoreOutcome outcome = switch (buildResult) {
            case DatabaseRestoreResult.NotBuilt notBuilt -> notBuilt.ending();
            case DatabaseRestoreResult.Equal equal ->
                copyIntoLive(attempt, equal.noted(), sidecar, staged.wanted().tables());
            // Other objects of the sidecar database may be missing, because only these rows are copied.
            case DatabaseRestoreResult.PartlyEqual partlyEqual ->
                partlyEqual.hasRows()
                        ? copyIntoLive(
                                attempt,
                                partlyEqual.noted().withoutMissing(),
                                sidecar,
                                staged.wanted().tables())
                        : partlyEqual.failed();
        };
        if (!(outcome instanceof RestoreOutcome.Interrupted)) {
            if (outcome instanceof RestoreOutcome.Failed failed) {
                outcomes.give(attempt.claim(), failed);
            }
            attempt.begins(RestoreStep.DROP, "dropping database '" + sidecar + "'");
            attempt.drop(sidecar);
        }
        return outcome;
    }

    private RestoreOutcome copyIntoLive(
            RestoreAttempt attempt, Noted noted, String sidecar, List<ArchivedTableRows> wanted)
            throws InterruptedException {
        if (attempt.live().isStopped()) {
            return new RestoreOutcome.Interrupted();
        }
        outcomes.note(attempt.claim(), noted);
        attempt.begins(RestoreStep.HOOK_BEFORE, "stopping the application");
        Optional<RestoreOutcome.Failed> failed =
                RestoreAndSwapStrategy.application(attempt).before();
        if (failed.isPresent()) {
            RestoreAndSwapStrategy.application(attempt).after();
            return failed.get();
        }
        attempt.begins(
                RestoreStep.REPLACE, "copying the rows into '" + attempt.plan().target() + "' in one transaction");
        failed = replaced(attempt, sidecar, wanted, findings -> outcomes.note(attempt.claim(), noted.with(findings)));
        if (failed.isPresent()) {
            RestoreAndSwapStrategy.application(attempt).after();
            return failed.get();
        }
        return InPlaceRestoreStrategy.After.replaced(
                attempt, outcomes.noted(attempt.claim()).orElse(noted));
    }

    private static Optional<RestoreOutcome.Failed> replaced(
            RestoreAttempt attempt,
            String sidecar,
            List<ArchivedTableRows> wanted,
            Consumer<List<Finding>> beforeCommit) {
        try {
            return switch (ReplaceRows.replace(
                    attempt.server().to(sidecar),
                    attempt.server().to(attempt.plan().target()),
                    wanted,
                    beforeCommit)) {
                case ReplaceRowsResult.Replaced replaced -> Optional.empty();
                case ReplaceRowsResult.Refused refused ->
                    Optional.of(new RestoreOutcome.Failed(refused.reason(), refused.message(), refused.findings(), ""));
            };
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.startsWith("08") || state.startsWith("57P")) {
                throw TargetServerException.of(e);
            }
            return Optional.of(new RestoreOutcome.Failed(
                    "rows_refused",
                    "The live database refused the rows, and nothing was changed: " + reason(state) + " (SQLSTATE "
                            + state + ").",
                    List.of(),
                    ControlCharacterSanitizer.message(e),
                    Optional.of(state)));
        }
    }

    /** Derived from the class of the SQLSTATE, because the message of the server may quote rows. */
    private static String reason(String state) {
        if (state.startsWith("23")) {
            return "the rows violate a constraint of the live tables, which may have been added since the backup";
        }
        if (state.equals(DiagnoseFailedEntries.MAY_NOT)) {
            return "the target role lacks a right. hint: request a new plan, which names the right";
        }
        if (state.equals("42703")) {
            return "the live tables lack a column that the backup has. hint: restore them into a new database";
        }
        if (UNDEFINED.contains(state)) {
            return "a function of an index, a constraint or a generated column of the live tables refers to an object"
                    + " that it does not find, for example by a name without its schema. hint: write the schema"
                    + " there, or run ALTER FUNCTION … SET search_path";
        }
        return "the definitions of the tables may have changed since the backup. hint: 'holdfast show RESTORE"
                + " --log' shows the message of the server";
    }

    private static String sidecar(RestoreAttempt attempt) {
        return DatabaseNameGenerator.beside(attempt.plan().target(), attempt.id());
    }
}
