package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.events.RestoreReport;
import io.holdfast.postgrestools.PgRestoreIntoDatabase.Section;
import io.holdfast.restore.postgres.RestoreOutcomeRepository.Noted;
import io.holdfast.restore.restoring.RestoreOutcome;
import io.holdfast.restore.restoring.RestorePlan;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoreengine.CompareDatabaseWithArchive;
import io.holdfast.restoreengine.DatabaseInspectionResult;
import io.holdfast.restoreengine.InspectDatabase;
import io.holdfast.restoreengine.PgRestoreResult;
import io.holdfast.restoreengine.RestoreArchive;
import io.holdfast.restoreengine.RestoreOptions;
import io.holdfast.restoreengine.RestorePhaseTimer;
import io.holdfast.restoreengine.contents.ArchiveComparisonResult;
import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import io.holdfast.restoreengine.contents.TableContentFingerprint;
import io.holdfast.restoreengine.live.UnforceRowSecurity;
import io.holdfast.restoreengine.server.TargetServerException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Restores an archive into an existing database and compares the result with the archive. */
@ApplicationScoped
class RestoreAndCompareDatabase {

    private final RestoreSettings.Restore settings;

    RestoreAndCompareDatabase(RestoreSettings settings) {
        this.settings = settings.restore();
    }

    /** Restores into an empty database and compares it. */
    DatabaseRestoreResult build(RestoreAttempt attempt, StageBackupResult.Staged near, String database)
            throws InterruptedException {
        RestorePlan plan = attempt.plan();
        RestorePhaseTimer phases = new RestorePhaseTimer();
        attempt.begins(RestoreStep.RESTORE, "pg_restore into '" + database + "'");
        TargetServerAdaptation adaptation = TargetServerAdaptation.ofNew(attempt, near, database);
        RestoreOptions options = new RestoreOptions(
                plan.jobs(),
                plan.restoresOwners(),
                false,
                "schema".equals(plan.wish().section()) ? Section.SCHEMA : Section.ALL,
                near.wanted().filed(),
                Set.of(),
                adaptation.tablespaces(),
                attempt.suspendsTriggers());
        PgRestoreResult restored =
                RestoreArchive.restore(near.archive(), attempt.server().to(database), options, attempt.live());
        if (restored instanceof PgRestoreResult.Failed failed
                && (restored.isOver() || attempt.live().isStopped())) {
            return new DatabaseRestoreResult.NotBuilt(outcome(attempt, failed));
        }
        phases.end(RestorePhaseTimer.RESTORING);
        if (plan.wish().isRowsInPlace()) {
            unforce(attempt, database);
        }
        return switch (restored) {
            case PgRestoreResult.Done done -> compare(attempt, near, database, phases, adaptation.with(done));
            case PgRestoreResult.Failed failed ->
                compare(
                        attempt,
                        near,
                        database,
                        phases,
                        adaptation.with(failed.words()),
                        UnrestoredObjects.afterSecondAttempt(attempt, near, database, failed));
        };
    }

    private static void unforce(RestoreAttempt attempt, String sidecar) {
        try {
            UnforceRowSecurity.in(attempt.server().to(sidecar));
        } catch (SQLException e) {
            throw TargetServerException.of(e);
        }
    }

    static RestoreOutcome outcome(RestoreAttempt attempt, PgRestoreResult.Failed failed) {
        return attempt.live().isStopped()
                ? new RestoreOutcome.Interrupted()
                : new RestoreOutcome.Failed(
                        failed.reason(), failed.message(), failed.findings(), failed.words(), failed.sqlState());
    }

    /** Compares the restored database with the archive. */
    DatabaseRestoreResult compare(
            RestoreAttempt attempt,
            StageBackupResult.Staged near,
            String database,
            RestorePhaseTimer phases,
            PgRestoreResult.Done done)
            throws InterruptedException {
        return compare(attempt, near, database, phases, done, UnrestoredObjects.NOTHING);
    }

    private DatabaseRestoreResult compare(
            RestoreAttempt attempt,
            StageBackupResult.Staged near,
            String database,
            RestorePhaseTimer phases,
            PgRestoreResult.Done done,
            UnrestoredObjects refused)
            throws InterruptedException {
        attempt.begins(RestoreStep.COMPARE, "comparing every table of '" + database + "' with the archive");
        try {
            Optional<ArchiveComparisonResult> comparison = inspect(attempt, near, database);
            if (comparison.isEmpty()) {
                return new DatabaseRestoreResult.NotBuilt(new RestoreOutcome.Interrupted());
            }
            phases.end(RestorePhaseTimer.COMPARING);
            DatabaseInspectionResult inspection = InspectDatabase.inspect(
                    attempt.server().to(database),
                    attempt.plan().isSidecar()
                            ? Optional.empty()
                            : Optional.of(near.archive().list()),
                    attempt.target().schemaVersionQuery());
            return judge(near, comparison.get(), inspection, phases, done, refused);
        } catch (SQLException e) {
            throw TargetServerException.of(e);
        }
    }

    /** Compares the contents of the tables. Empty if the restore was stopped. */
    Optional<ArchiveComparisonResult> inspect(RestoreAttempt attempt, StageBackupResult.Staged near, String database)
            throws SQLException, InterruptedException {
        return new CompareDatabaseWithArchive(
                        near.archive(),
                        attempt.server().to(database),
                        attempt.plan().jobs(),
                        settings.countAbove().orElse(Long.MAX_VALUE),
                        attempt.live())
                .compare(expected(attempt.plan(), near));
    }

    private static DatabaseRestoreResult judge(
            StageBackupResult.Staged near,
            ArchiveComparisonResult comparison,
            DatabaseInspectionResult inspection,
            RestorePhaseTimer phases,
            PgRestoreResult.Done done,
            UnrestoredObjects refused) {
        List<Finding> findings = new ArrayList<>(near.passedOver());
        if (comparison.isEqual()) {
            findings.addAll(comparison.findings());
        }
        findings.addAll(done.warnings());
        findings.addAll(refused.harmless());
        embedding(inspection).ifPresent(findings::add);
        List<Finding> notRestored = refused.with(comparison, inspection);
        List<RestoreReport.Phase> all = Stream.concat(near.archive().phases().stream(), phases.all().stream())
                .toList();
        Noted noted = new Noted(
                inspection.report(comparison, all),
                findings,
                notRestored,
                DetailedRestoreReport.of(comparison, inspection),
                done.words());
        return notRestored.isEmpty()
                ? new DatabaseRestoreResult.Equal(noted)
                : new DatabaseRestoreResult.PartlyEqual(noted, comparison.isEqual());
    }

    private static Optional<Finding> embedding(DatabaseInspectionResult inspection) {
        return inspection.vectorColumns().isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "embedding_model",
                        inspection.vectorColumns().size() + " vector columns were restored ("
                                + inspection.vectorColumns().stream()
                                        .map(DatabaseInspectionResult.VectorColumn::type)
                                        .distinct()
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + "). hint: if the embedding model has changed since the backup, compute the"
                                + " embeddings again"));
    }

    /** The requested part of the archive. */
    static RestoreScriptReadResult.Whole expected(RestorePlan plan, StageBackupResult.Staged near) {
        if ("schema".equals(plan.wish().section())) {
            return new RestoreScriptReadResult.Whole(List.of(), 0, 0);
        }
        RestoreScriptReadResult.Whole contents = near.archive().contents();
        if (!plan.isSidecar()) {
            return contents;
        }
        return contents.only(near.wanted().parts().stream()
                .map(TableContentFingerprint::table)
                .collect(Collectors.toSet())::contains);
    }
}
