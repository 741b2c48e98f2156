package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.events.RestoreReport;
import io.holdfast.postgrestools.RestoreInto.Section;
import io.holdfast.restore.postgres.Endings.Noted;
import io.holdfast.restore.restoring.Ending;
import io.holdfast.restore.restoring.RestorePlan;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoring.CompareContents;
import io.holdfast.restoring.How;
import io.holdfast.restoring.InspectDatabase;
import io.holdfast.restoring.Inspection;
import io.holdfast.restoring.Phases;
import io.holdfast.restoring.RestoreArchive;
import io.holdfast.restoring.Restored;
import io.holdfast.restoring.contents.Comparison;
import io.holdfast.restoring.contents.Script;
import io.holdfast.restoring.contents.TableContents;
import io.holdfast.restoring.live.UnforceRowSecurity;
import io.holdfast.restoring.server.TargetTrouble;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Restores an archive into a database that is there, and holds the result against the archive. */
@ApplicationScoped
class Build {

    private final RestoreSettings.Restore settings;

    Build(RestoreSettings settings) {
        this.settings = settings.restore();
    }

    /** Restores into an empty database and compares. */
    Built build(Attempt attempt, Near.Here near, String database) throws InterruptedException {
        RestorePlan plan = attempt.plan();
        Phases phases = new Phases();
        attempt.begins(Step.RESTORE, "pg_restore into '" + database + "'");
        TargetAdaptation adaptation = TargetAdaptation.ofNew(attempt, near, database);
        How how = new How(
                plan.jobs(),
                plan.restoresOwners(),
                false,
                "schema".equals(plan.wish().section()) ? Section.SCHEMA : Section.ALL,
                near.wanted().filed(),
                Set.of(),
                adaptation.tablespaces(),
                attempt.suspendsTriggers());
        Restored restored =
                RestoreArchive.restore(near.archive(), attempt.server().to(database), how, attempt.live());
        if (restored instanceof Restored.Failed failed
                && (restored.isOver() || attempt.live().isStopped())) {
            return new Built.Not(ending(attempt, failed));
        }
        phases.end(Phases.RESTORING);
        if (plan.wish().isRowsInPlace()) {
            unforce(attempt, database);
        }
        return switch (restored) {
            case Restored.Done done -> compare(attempt, near, database, phases, adaptation.with(done));
            case Restored.Failed failed ->
                compare(
                        attempt,
                        near,
                        database,
                        phases,
                        adaptation.with(failed.words()),
                        NotRestored.afterSecondAttempt(attempt, near, database, failed));
        };
    }

    private static void unforce(Attempt attempt, String sidecar) {
        try {
            UnforceRowSecurity.in(attempt.server().to(sidecar));
        } catch (SQLException e) {
            throw TargetTrouble.of(e);
        }
    }

    static Ending ending(Attempt attempt, Restored.Failed failed) {
        return attempt.live().isStopped()
                ? new Ending.Interrupted()
                : new Ending.Failed(
                        failed.reason(), failed.message(), failed.findings(), failed.words(), failed.sqlState());
    }

    /** The restored database held against the archive. */
    Built compare(Attempt attempt, Near.Here near, String database, Phases phases, Restored.Done done)
            throws InterruptedException {
        return compare(attempt, near, database, phases, done, NotRestored.NOTHING);
    }

    private Built compare(
            Attempt attempt, Near.Here near, String database, Phases phases, Restored.Done done, NotRestored refused)
            throws InterruptedException {
        attempt.begins(Step.COMPARE, "every table of '" + database + "' is compared with the archive");
        try {
            Optional<Comparison> comparison = look(attempt, near, database);
            if (comparison.isEmpty()) {
                return new Built.Not(new Ending.Interrupted());
            }
            phases.end(Phases.COMPARING);
            Inspection inspection = InspectDatabase.inspect(
                    attempt.server().to(database),
                    attempt.plan().isSidecar()
                            ? Optional.empty()
                            : Optional.of(near.archive().list()),
                    attempt.target().schemaVersionQuery());
            return judge(near, comparison.get(), inspection, phases, done, refused);
        } catch (SQLException e) {
            throw TargetTrouble.of(e);
        }
    }

    /** Tables with their contents; empty where the restore was stopped. */
    Optional<Comparison> look(Attempt attempt, Near.Here near, String database)
            throws SQLException, InterruptedException {
        return new CompareContents(
                        near.archive(),
                        attempt.server().to(database),
                        attempt.plan().jobs(),
                        settings.countAbove().orElse(Long.MAX_VALUE),
                        attempt.live())
                .compare(expected(attempt.plan(), near));
    }

    private static Built judge(
            Near.Here near,
            Comparison comparison,
            Inspection inspection,
            Phases phases,
            Restored.Done done,
            NotRestored refused) {
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
                Page.of(comparison, inspection),
                done.words());
        return notRestored.isEmpty() ? new Built.Equal(noted) : new Built.Partly(noted, comparison.isEqual());
    }

    private static Optional<Finding> embedding(Inspection inspection) {
        return inspection.vectorColumns().isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "embedding_model",
                        inspection.vectorColumns().size() + " vector columns came back ("
                                + inspection.vectorColumns().stream()
                                        .map(Inspection.VectorColumn::type)
                                        .distinct()
                                        .sorted()
                                        .collect(Collectors.joining(", "))
                                + "): if the embedding model was changed since the backup, embed again"));
    }

    /** Of the archive only what was wanted. */
    static Script.Whole expected(RestorePlan plan, Near.Here near) {
        if ("schema".equals(plan.wish().section())) {
            return new Script.Whole(List.of(), 0, 0);
        }
        Script.Whole contents = near.archive().contents();
        if (!plan.isSidecar()) {
            return contents;
        }
        return contents.only(
                near.wanted().parts().stream().map(TableContents::table).collect(Collectors.toSet())::contains);
    }
}
