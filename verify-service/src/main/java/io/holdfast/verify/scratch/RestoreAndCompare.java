package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.events.Level;
import io.holdfast.events.Printable;
import io.holdfast.events.RestoreReport;
import io.holdfast.postgrestools.Connection;
import io.holdfast.restoring.CompareContents;
import io.holdfast.restoring.Fitness;
import io.holdfast.restoring.How;
import io.holdfast.restoring.InspectDatabase;
import io.holdfast.restoring.Inspection;
import io.holdfast.restoring.LongLines;
import io.holdfast.restoring.Needs;
import io.holdfast.restoring.Phases;
import io.holdfast.restoring.RestoreArchive;
import io.holdfast.restoring.Restored;
import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.restoring.contents.Comparison;
import io.holdfast.restoring.server.Mark;
import io.holdfast.restoring.server.ServerFacts;
import io.holdfast.verify.drilling.DrillClaim;
import io.holdfast.verify.drilling.Outcome;
import io.holdfast.verify.settings.DrillPolicies;
import io.holdfast.verify.settings.DrillSettings.OfDrill;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From a staged archive to the verdict on what came back: L3, L4, and L5 where the application can be asked. */
@ApplicationScoped
class RestoreAndCompare {

    private static final Duration SPARE = Duration.ofHours(1);
    private static final int SHOWN = 20;

    private final DrillPolicies policies;
    private final ScratchServer scratch;
    private final MissingRoles roles;
    private final Clock clock;

    RestoreAndCompare(DrillPolicies policies, ScratchServer scratch, MissingRoles roles, Clock clock) {
        this.policies = policies;
        this.scratch = scratch;
        this.roles = roles;
        this.clock = clock;
    }

    /** @param noticed bad copies that came before the one that is restored */
    Outcome run(
            DrillClaim claim,
            Reach.Ready ready,
            StagedArchive archive,
            List<Finding> noticed,
            Path folder,
            Allowance allowance,
            StringBuilder page)
            throws SQLException, InterruptedException {
        ServerFacts facts = ready.facts();
        boolean isTrusted = policies.isTrusted(claim.database());
        DrillEntries entries = DrillEntries.of(archive.list());
        ExtensionPolicy extensions = extensions(isTrusted);
        Fitness fitness = Fitness.of(needs(archive, extensions), facts, false);
        if (!fitness.obstacles().isEmpty()) {
            return new Outcome.Impossible(fitness.obstacles());
        }
        Optional<Finding> memory = LongLines.obstacle(archive.contents());
        if (memory.isPresent()) {
            return new Outcome.Impossible(List.of(memory.get()));
        }
        if (!isTrusted && !entries.superuserOnly().isEmpty()) {
            return new Outcome.Impossible(entries.superuserOnly().stream()
                    .map(entry -> FailedRestore.needsRights(entry.label()))
                    .limit(SHOWN)
                    .toList());
        }
        List<Finding> findings = new ArrayList<>(noticed);
        findings.addAll(fitness.notes());
        scratch.remark(claim.database()).ifPresent(findings::add);
        Instant until = clock.instant().plus(policies.longest(claim.database())).plus(SPARE);
        DrillRun drill = new DrillRun(
                claim,
                ready,
                archive,
                entries,
                isTrusted,
                folder,
                allowance,
                page,
                findings,
                new ArrayList<>(archive.phases()));
        Phases phases = new Phases();
        try (MissingRoles.Created created = createRoles(drill, until);
                DrillDatabase database = DrillDatabase.create(
                        ready.server(), facts.role(), claim, archive.manifest(), until, isTrusted)) {
            describe(drill, created, database);
            return prepare(drill, database, extensions, phases);
        }
    }

    private ExtensionPolicy extensions(boolean isTrusted) {
        return new ExtensionPolicy(
                isTrusted,
                policies.all().extensions().deny(),
                policies.all().extensions().allow().orElse(Set.of()));
    }

    private static Needs needs(StagedArchive archive, ExtensionPolicy extensions) {
        Needs needs = Needs.of(archive.manifest(), Optional.of(archive.list()));
        return needs.without(needs.extensions().keySet().stream()
                .filter(extensions::isDenied)
                .toList());
    }

    private MissingRoles.Created createRoles(DrillRun drill, Instant until) {
        DrillClaim claim = drill.claim();
        return policies.all().createRoles()
                ? roles.create(
                        drill.archive(),
                        drill.ready().facts(),
                        drill.ready().server(),
                        Mark.of(DrillDatabase.PURPOSE, claim.drill()).until(until))
                : MissingRoles.none(drill.ready().server(), claim.drill());
    }

    private static void describe(DrillRun drill, MissingRoles.Created created, DrillDatabase database) {
        if (!created.names().isEmpty()) {
            drill.findings()
                    .add(new Finding("roles_created", "created without login: " + String.join(", ", created.names())));
        }
        if (!drill.entries().leftOut().isEmpty()) {
            drill.findings()
                    .add(new Finding(
                            "left_out",
                            "what would act or connect by itself is left out of drills: "
                                    + String.join(", ", drill.entries().leftOutNames())));
        }
        if (!database.open().isEmpty()) {
            drill.findings()
                    .add(new Finding(
                            "databases_open",
                            "the drill's role may enter other databases of the scratch server ("
                                    + String.join(", ", database.open())
                                    + "): REVOKE CONNECT ON DATABASE … FROM PUBLIC there, as their owner"));
        }
    }

    private Outcome prepare(DrillRun drill, DrillDatabase database, ExtensionPolicy extensions, Phases phases)
            throws SQLException, InterruptedException {
        boolean amcheck =
                policies.all().amcheck() && drill.ready().facts().extensions().containsKey(Soundness.EXTENSION);
        return switch (PrepareDatabase.prepare(drill.archive(), drill.entries(), extensions, database, amcheck)) {
            case PrepareDatabase.Prepared.Refused refused -> new Outcome.Impossible(List.of(refused.why()));
            case PrepareDatabase.Prepared.Ready prepared -> {
                drill.findings().addAll(prepared.notes());
                yield restore(drill, database.connection(), prepared, phases);
            }
        };
    }

    private Outcome restore(DrillRun drill, Connection database, PrepareDatabase.Prepared.Ready prepared, Phases phases)
            throws SQLException, InterruptedException {
        boolean owners = drill.isTrusted() && policies.all().createRoles();
        Restored restored = RestoreArchive.restore(
                drill.archive(),
                database,
                How.drill(policies.all().jobs(), owners, prepared.without()),
                drill.allowance());
        phases.end(Phases.RESTORING);
        drill.took(phases);
        return switch (restored) {
            case Restored.Done done -> {
                drill.page().append(done.words());
                drill.findings().addAll(done.warnings());
                yield compare(drill, database, phases);
            }
            case Restored.Failed failed -> {
                drill.page().append(failed.words());
                FailedRestore.Judged judged = new FailedRestore(
                                drill.entries(), drill.isTrusted(), prepared.denied(), drill.otherVersions())
                        .judge(failed, drill.archive(), database);
                drill.findings().addAll(judged.notes());
                if (judged.outcome().isEmpty()) {
                    yield compare(drill, database, phases);
                }
                yield judged.outcome().get() instanceof Outcome.Failed known
                        ? whatCameBack(drill, database, known)
                        : judged.outcome().get();
            }
        };
    }

    /** A failed drill says of the rows too what came back: that is what a person needs who has to use this backup. */
    private Outcome whatCameBack(DrillRun drill, Connection database, Outcome.Failed failed)
            throws InterruptedException {
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

    private Outcome compare(DrillRun drill, Connection database, Phases phases)
            throws SQLException, InterruptedException {
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
