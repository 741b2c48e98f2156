package io.holdfast.verify.scratch;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.Finding;
import io.holdfast.events.RestoreReport;
import io.holdfast.events.VerificationLevel;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.restoreengine.CompareDatabaseWithArchive;
import io.holdfast.restoreengine.DatabaseInspectionResult;
import io.holdfast.restoreengine.InspectDatabase;
import io.holdfast.restoreengine.RestorePhaseTimer;
import io.holdfast.restoreengine.contents.ArchiveComparisonResult;
import io.holdfast.verify.drilling.DrillOutcome;
import io.holdfast.verify.settings.ConfiguredDrillPolicies;
import io.holdfast.verify.settings.DrillSettings.OfDrill;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides the verdict on a database that was restored for a drill: L3, L4, and L5 if application probes are configured. */
@ApplicationScoped
class JudgeRestoredDatabase {

    private final ConfiguredDrillPolicies policies;

    JudgeRestoredDatabase(ConfiguredDrillPolicies policies) {
        this.policies = policies;
    }

    /** Compares the rows of a failed drill too. An operator who must use this backup needs to know which rows were restored. */
    DrillOutcome failed(RunningDrill drill, DatabaseConnection database, DrillOutcome.Failed failed)
            throws InterruptedException {
        List<Finding> findings = new ArrayList<>(failed.findings());
        try {
            compared(drill, database).map(ArchiveComparisonResult::findings).ifPresent(findings::addAll);
        } catch (SQLException e) {
            drill.page().append(ControlCharacterSanitizer.message(e)).append('\n');
        }
        return new DrillOutcome.Failed(findings);
    }

    private Optional<ArchiveComparisonResult> compared(RunningDrill drill, DatabaseConnection database)
            throws SQLException, InterruptedException {
        return new CompareDatabaseWithArchive(
                        drill.archive(),
                        database,
                        policies.all().jobs(),
                        policies.sampleAbove(drill.claim().database()),
                        drill.allowance())
                .compare(drill.archive().contents());
    }

    DrillOutcome restored(RunningDrill drill, DatabaseConnection database, RestorePhaseTimer phases)
            throws SQLException, InterruptedException {
        Optional<ArchiveComparisonResult> compared = compared(drill, database);
        if (compared.isEmpty()) {
            return DrillOutcome.Impossible.because("stopped", "the comparison of the contents was stopped");
        }
        ArchiveComparisonResult comparison = compared.get();
        DatabaseInspectionResult inspection = declared(
                drill,
                InspectDatabase.inspect(
                        database,
                        Optional.of(drill.archive().list()),
                        policies.own(drill.claim().database()).flatMap(OfDrill::schemaVersion)));
        phases.end(RestorePhaseTimer.COMPARING);
        drill.took(phases);
        InvalidSourceIndexes faults = InvalidSourceIndexes.in(database);
        List<Finding> broken = new ArrayList<>(faults.missing(inspection));
        drill.findings().addAll(faults.findings(inspection, drill.archive().manifest()));
        if (!comparison.isEqual()) {
            broken.addAll(comparison.findings());
        }
        DatabaseInspectionFormatter.describe(drill.page(), inspection);
        if (broken.isEmpty()) {
            drill.findings().addAll(comparison.findings());
            broken.addAll(probe(drill, database));
        }
        Duration took = drill.took();
        return broken.isEmpty()
                ? probe(drill, database, comparison, inspection, took)
                : new DrillOutcome.Failed(broken);
    }

    /** Ignores the extension that the administrator created for pg_amcheck. */
    private static DatabaseInspectionResult declared(RunningDrill drill, DatabaseInspectionResult inspection) {
        boolean isOurs = drill.entries().extensions().stream()
                .noneMatch(entry -> entry.name().equals(PgAmcheckRunner.EXTENSION));
        return isOurs ? inspection.withoutExtension(PgAmcheckRunner.EXTENSION) : inspection;
    }

    /** Runs pg_amcheck and the user's assertions. */
    private List<Finding> probe(RunningDrill drill, DatabaseConnection database)
            throws SQLException, InterruptedException {
        List<Finding> broken = new ArrayList<>();
        if (policies.all().amcheck()) {
            PgAmcheckRunner.Found sound = PgAmcheckRunner.check(
                    drill.archive().programs(),
                    drill.ready().facts(),
                    database,
                    policies.all().jobs(),
                    drill.page());
            broken.addAll(sound.broken());
            drill.findings().addAll(sound.notes());
        }
        Optional<Path> file = policies.own(drill.claim().database()).flatMap(OfDrill::assertions);
        if (file.isPresent()) {
            try {
                broken.addAll(DrillAssertions.read(file.get()).check(database, drill.page()));
            } catch (IOException e) {
                drill.page().append(e.getMessage());
                broken.add(new Finding(
                        "assertion_failed",
                        "the assertions file cannot be read; the reason is in the detailed" + " report of the drill"));
            }
        }
        return broken;
    }

    private DrillOutcome probe(
            RunningDrill drill,
            DatabaseConnection database,
            ArchiveComparisonResult comparison,
            DatabaseInspectionResult inspection,
            Duration took)
            throws InterruptedException {
        RestoreReport report = inspection.report(comparison, drill.phases());
        Optional<ApplicationProbeRunner> probes = policies.own(drill.claim().database())
                .map(own -> new ApplicationProbeRunner(own.probes()))
                .filter(ApplicationProbeRunner::isConfigured);
        if (probes.isEmpty()) {
            return new DrillOutcome.Completed(VerificationLevel.L4, took, report, drill.findings());
        }
        try {
            List<Finding> failed = probes.get().run(database, drill.folder(), drill.page());
            return failed.isEmpty()
                    ? new DrillOutcome.Completed(VerificationLevel.L5, took, report, drill.findings())
                    : new DrillOutcome.Failed(failed);
        } catch (IOException e) {
            drill.page().append(e.getMessage());
            return new DrillOutcome.Failed(List.of(new Finding(
                    "probe_failed",
                    "the probes could not be run; the reason is in the detailed" + " report of the drill")));
        }
    }
}
