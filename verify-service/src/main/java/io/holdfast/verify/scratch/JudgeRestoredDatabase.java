package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.events.Level;
import io.holdfast.events.Printable;
import io.holdfast.events.RestoreReport;
import io.holdfast.postgrestools.Connection;
import io.holdfast.restoring.CompareContents;
import io.holdfast.restoring.InspectDatabase;
import io.holdfast.restoring.Inspection;
import io.holdfast.restoring.Phases;
import io.holdfast.restoring.contents.Comparison;
import io.holdfast.verify.drilling.Outcome;
import io.holdfast.verify.settings.DrillPolicies;
import io.holdfast.verify.settings.DrillSettings.OfDrill;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The verdict on a database that was restored for a drill: L3, L4, and L5 where the application can be asked. */
@ApplicationScoped
class JudgeRestoredDatabase {

    private final DrillPolicies policies;

    JudgeRestoredDatabase(DrillPolicies policies) {
        this.policies = policies;
    }

    /** A failed drill says of the rows too what came back: that is what a person needs who has to use this backup. */
    Outcome failed(DrillRun drill, Connection database, Outcome.Failed failed) throws InterruptedException {
        List<Finding> findings = new ArrayList<>(failed.findings());
        try {
            compared(drill, database).map(Comparison::findings).ifPresent(findings::addAll);
        } catch (SQLException e) {
            drill.page().append(Printable.message(e)).append('\n');
        }
        return new Outcome.Failed(findings);
    }

    private Optional<Comparison> compared(DrillRun drill, Connection database)
            throws SQLException, InterruptedException {
        return new CompareContents(
                        drill.archive(),
                        database,
                        policies.all().jobs(),
                        policies.sampleAbove(drill.claim().database()),
                        drill.allowance())
                .compare(drill.archive().contents());
    }

    Outcome restored(DrillRun drill, Connection database, Phases phases) throws SQLException, InterruptedException {
        Optional<Comparison> compared = compared(drill, database);
        if (compared.isEmpty()) {
            return Outcome.Impossible.because("stopped", "the comparison was stopped");
        }
        Comparison comparison = compared.get();
        Inspection inspection = declared(
                drill,
                InspectDatabase.inspect(
                        database,
                        Optional.of(drill.archive().list()),
                        policies.own(drill.claim().database()).flatMap(OfDrill::schemaVersion)));
        phases.end(Phases.COMPARING);
        drill.took(phases);
        SourceFaults faults = SourceFaults.in(database);
        List<Finding> broken = new ArrayList<>(faults.missing(inspection));
        drill.findings().addAll(faults.findings(inspection, drill.archive().manifest()));
        if (!comparison.isEqual()) {
            broken.addAll(comparison.findings());
        }
        InspectionText.describe(drill.page(), inspection);
        if (broken.isEmpty()) {
            drill.findings().addAll(comparison.findings());
            broken.addAll(ask(drill, database));
        }
        Duration took = drill.took();
        return broken.isEmpty() ? probe(drill, database, comparison, inspection, took) : new Outcome.Failed(broken);
    }

    /** The administrator has made an extension of its own for pg_amcheck. */
    private static Inspection declared(DrillRun drill, Inspection inspection) {
        boolean isOurs = drill.entries().extensions().stream()
                .noneMatch(entry -> entry.name().equals(Soundness.EXTENSION));
        return isOurs ? inspection.withoutExtension(Soundness.EXTENSION) : inspection;
    }

    /** pg_amcheck and the user's own assertions. */
    private List<Finding> ask(DrillRun drill, Connection database) throws SQLException, InterruptedException {
        List<Finding> broken = new ArrayList<>();
        if (policies.all().amcheck()) {
            Soundness.Found sound = Soundness.look(
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
                broken.addAll(Assertions.read(file.get()).check(database, drill.page()));
            } catch (IOException e) {
                drill.page().append(e.getMessage());
                broken.add(new Finding(
                        "assertion_failed", "the file of assertions cannot be read; the drill's page says why"));
            }
        }
        return broken;
    }

    private Outcome probe(
            DrillRun drill, Connection database, Comparison comparison, Inspection inspection, Duration took)
            throws InterruptedException {
        RestoreReport report = inspection.report(comparison, drill.phases());
        Optional<Probes> probes = policies.own(drill.claim().database())
                .map(own -> new Probes(own.probes()))
                .filter(Probes::isConfigured);
        if (probes.isEmpty()) {
            return new Outcome.Completed(Level.L4, took, report, drill.findings());
        }
        try {
            List<Finding> failed = probes.get().ask(database, drill.folder(), drill.page());
            return failed.isEmpty()
                    ? new Outcome.Completed(Level.L5, took, report, drill.findings())
                    : new Outcome.Failed(failed);
        } catch (IOException e) {
            drill.page().append(e.getMessage());
            return new Outcome.Failed(
                    List.of(new Finding("probe_failed", "the probes could not be run; the drill's page says why")));
        }
    }
}
