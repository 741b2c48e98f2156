package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.events.Level;
import io.holdfast.events.RestoreReport;
import io.holdfast.postgrestools.Connection;
import io.holdfast.restoring.CompareContents;
import io.holdfast.restoring.Fitness;
import io.holdfast.restoring.How;
import io.holdfast.restoring.InspectDatabase;
import io.holdfast.restoring.Inspection;
import io.holdfast.restoring.Needs;
import io.holdfast.restoring.Phases;
import io.holdfast.restoring.RestoreArchive;
import io.holdfast.restoring.Restored;
import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.restoring.contents.Comparison;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** From a staged archive to the verdict on what came back: L3, L4, and L5 where the application can be asked. */
@ApplicationScoped
class RestoreAndCompare {

    private static final Duration SPARE = Duration.ofHours(1);
    private static final Pattern MISSING_ROLE = Pattern.compile("role \"([^\"]+)\" does not exist");

    /** What tells of the scratch server, and not of the backup. */
    private static final String RESTORE_ERRORS = "restore_errors";

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

    /** One drill under way. */
    private record Drill(
            DrillClaim claim,
            Reach.Ready ready,
            StagedArchive archive,
            Path folder,
            Allowance allowance,
            StringBuilder page,
            List<Finding> findings,
            List<RestoreReport.Phase> phases) {

        void took(Phases measured) {
            phases.clear();
            phases.addAll(archive.phases());
            phases.addAll(measured.all());
        }

        Duration took() {
            return phases.stream().map(RestoreReport.Phase::took).reduce(Duration.ZERO, Duration::plus);
        }
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
        boolean owners = policies.all().createRoles();
        ServerFacts facts = ready.facts();
        Fitness fitness = Fitness.of(Needs.of(archive.manifest(), Optional.of(archive.list())), facts, false);
        if (!fitness.obstacles().isEmpty()) {
            return new Outcome.Impossible(fitness.obstacles());
        }
        List<Finding> findings = new ArrayList<>(noticed);
        findings.addAll(fitness.notes());
        scratch.remark(claim.database()).ifPresent(findings::add);
        if (owners) {
            Set<String> created = roles.create(archive, facts, ready.server().to("postgres"));
            if (!created.isEmpty()) {
                findings.add(new Finding("roles_created", "created without login: " + String.join(", ", created)));
            }
        }
        Instant until = clock.instant().plus(policies.longest(claim.database())).plus(SPARE);
        Drill drill =
                new Drill(claim, ready, archive, folder, allowance, page, findings, new ArrayList<>(archive.phases()));
        Phases phases = new Phases();
        try (DrillDatabase database = DrillDatabase.create(ready.server(), claim, archive.manifest(), until)) {
            return restore(drill, ready.server().to(database.name()), owners, phases);
        }
    }

    private Outcome restore(Drill drill, Connection database, boolean owners, Phases phases)
            throws SQLException, InterruptedException {
        Restored restored = RestoreArchive.restore(
                drill.archive(), database, How.everything(policies.all().jobs(), owners), drill.allowance());
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
                yield failed(failed);
            }
        };
    }

    /** Only what pg_restore could not restore on a server that let it try speaks against the backup. */
    private static Outcome failed(Restored.Failed failed) {
        if (!failed.reason().equals(RESTORE_ERRORS)) {
            return Outcome.Impossible.because(failed.reason(), failed.message());
        }
        Matcher role = MISSING_ROLE.matcher(failed.words());
        if (role.find()) {
            return Outcome.Impossible.because(
                    "role_missing",
                    "role " + role.group(1)
                            + " is named by the backup and does not exist on the scratch server: create it"
                            + " there, or set holdfast.drills.create-roles=true");
        }
        return new Outcome.Failed(
                Stream.concat(Stream.of(new Finding(failed.reason(), failed.message())), failed.findings().stream())
                        .toList());
    }

    private Outcome compare(Drill drill, Connection database, Phases phases) throws SQLException, InterruptedException {
        CompareContents compare = new CompareContents(
                database,
                policies.all().jobs(),
                policies.sampleAbove(drill.claim().database()),
                drill.allowance());
        Optional<Comparison> compared = compare.compare(drill.archive().contents());
        if (compared.isEmpty()) {
            return Outcome.Impossible.because("stopped", "the comparison was stopped");
        }
        Comparison comparison = compared.get();
        Inspection inspection = InspectDatabase.inspect(
                database,
                Optional.of(drill.archive().list()),
                policies.own(drill.claim().database()).flatMap(OfDrill::schemaVersion));
        phases.end(Phases.COMPARING);
        drill.took(phases);
        List<Finding> broken = new ArrayList<>(inspection.missing());
        if (!comparison.isEqual()) {
            broken.addAll(comparison.findings());
        }
        describe(drill.page(), inspection);
        if (broken.isEmpty()) {
            drill.findings().addAll(comparison.findings());
            broken.addAll(ask(drill, database));
        }
        Duration took = drill.took();
        return broken.isEmpty() ? probe(drill, database, comparison, inspection, took) : new Outcome.Failed(broken);
    }

    /** pg_amcheck and the user's own assertions. */
    private List<Finding> ask(Drill drill, Connection database) throws SQLException, InterruptedException {
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

    private Outcome probe(Drill drill, Connection database, Comparison comparison, Inspection inspection, Duration took)
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

    /** By name, for people. */
    private static void describe(StringBuilder page, Inspection inspection) {
        page.append("indexes:\n");
        inspection
                .indexes()
                .forEach(index -> page.append("  %s.%s on %s: %s%s%n"
                        .formatted(
                                index.schema(),
                                index.name(),
                                index.table(),
                                index.method(),
                                index.valid() ? "" : ", NOT VALID")));
        page.append("constraints:\n");
        inspection
                .constraints()
                .forEach(constraint -> page.append("  %s.%s.%s%s%n"
                        .formatted(
                                constraint.schema(),
                                constraint.table(),
                                constraint.name(),
                                constraint.valid() ? "" : ", not validated")));
        page.append("vectors:\n");
        inspection
                .vectorColumns()
                .forEach(column -> page.append(
                        "  %s.%s.%s: %s%n".formatted(column.schema(), column.table(), column.column(), column.type())));
        page.append("extensions: ").append(inspection.extensions()).append('\n');
    }
}
