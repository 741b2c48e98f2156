package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.Connection;
import io.holdfast.restoring.Fitness;
import io.holdfast.restoring.How;
import io.holdfast.restoring.LongLines;
import io.holdfast.restoring.Needs;
import io.holdfast.restoring.Phases;
import io.holdfast.restoring.RestoreArchive;
import io.holdfast.restoring.Restored;
import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.restoring.server.Mark;
import io.holdfast.restoring.server.ServerFacts;
import io.holdfast.verify.drilling.DrillClaim;
import io.holdfast.verify.drilling.Outcome;
import io.holdfast.verify.settings.DrillPolicies;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From a staged archive to the verdict on what came back: what the scratch server needs for it, its database, and the restore. */
@ApplicationScoped
class RestoreAndCompare {

    private static final Duration SPARE = Duration.ofHours(1);
    private static final int SHOWN = 20;

    private final DrillPolicies policies;
    private final ScratchServer scratch;
    private final MissingRoles roles;
    private final JudgeRestoredDatabase judge;
    private final Clock clock;

    RestoreAndCompare(
            DrillPolicies policies,
            ScratchServer scratch,
            MissingRoles roles,
            JudgeRestoredDatabase judge,
            Clock clock) {
        this.policies = policies;
        this.scratch = scratch;
        this.roles = roles;
        this.judge = judge;
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
                yield judge.restored(drill, database, phases);
            }
            case Restored.Failed failed -> {
                drill.page().append(failed.words());
                FailedRestore.Judged judged = new FailedRestore(
                                drill.entries(), drill.isTrusted(), prepared.denied(), drill.otherVersions())
                        .judge(failed, drill.archive(), database);
                drill.findings().addAll(judged.notes());
                if (judged.outcome().isEmpty()) {
                    yield judge.restored(drill, database, phases);
                }
                yield judged.outcome().get() instanceof Outcome.Failed known
                        ? judge.failed(drill, database, known)
                        : judged.outcome().get();
            }
        };
    }
}
