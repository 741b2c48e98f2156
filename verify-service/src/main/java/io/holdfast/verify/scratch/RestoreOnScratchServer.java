package io.holdfast.verify.scratch;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.DatabaseConnection;
import io.holdfast.restoreengine.ArchiveServerRequirements;
import io.holdfast.restoreengine.LongLineMemoryCheck;
import io.holdfast.restoreengine.PgRestoreResult;
import io.holdfast.restoreengine.RestoreArchive;
import io.holdfast.restoreengine.RestoreOptions;
import io.holdfast.restoreengine.RestorePhaseTimer;
import io.holdfast.restoreengine.ServerCompatibilityCheck;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.server.OwnershipComment;
import io.holdfast.restoreengine.server.ServerInfo;
import io.holdfast.verify.drilling.DrillClaim;
import io.holdfast.verify.drilling.DrillOutcome;
import io.holdfast.verify.settings.ConfiguredDrillPolicies;
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

/**
 * Restores a staged archive on the scratch server and decides the verdict: server requirements, temporary database, restore,
 * comparison.
 */
@ApplicationScoped
class RestoreOnScratchServer {

    private static final Duration SPARE = Duration.ofHours(1);
    private static final int SHOWN = 20;

    private final ConfiguredDrillPolicies policies;
    private final ScratchServer scratch;
    private final CreateMissingRoles roles;
    private final JudgeRestoredDatabase judge;
    private final Clock clock;

    RestoreOnScratchServer(
            ConfiguredDrillPolicies policies,
            ScratchServer scratch,
            CreateMissingRoles roles,
            JudgeRestoredDatabase judge,
            Clock clock) {
        this.policies = policies;
        this.scratch = scratch;
        this.roles = roles;
        this.judge = judge;
        this.clock = clock;
    }

    /** @param noticed findings about bad copies that were tried before this one */
    DrillOutcome run(
            DrillClaim claim,
            ScratchServerState.Ready ready,
            StagedArchive archive,
            List<Finding> noticed,
            Path folder,
            DrillLimits drillBudget,
            StringBuilder page)
            throws SQLException, InterruptedException {
        ServerInfo facts = ready.facts();
        boolean isTrusted = policies.isTrusted(claim.database());
        DrillTocEntryClassifier entries = DrillTocEntryClassifier.of(archive.list());
        DrillExtensionPolicy extensions = extensions(isTrusted);
        ServerCompatibilityCheck compatibility =
                ServerCompatibilityCheck.of(requirements(archive, extensions), facts, false);
        if (!compatibility.obstacles().isEmpty()) {
            return new DrillOutcome.Impossible(compatibility.obstacles());
        }
        Optional<Finding> memory = LongLineMemoryCheck.obstacle(archive.contents());
        if (memory.isPresent()) {
            return new DrillOutcome.Impossible(List.of(memory.get()));
        }
        if (!isTrusted && !entries.superuserOnly().isEmpty()) {
            return new DrillOutcome.Impossible(entries.superuserOnly().stream()
                    .map(entry -> DecideFailedRestoreVerdict.needsRights(entry.label()))
                    .limit(SHOWN)
                    .toList());
        }
        List<Finding> findings = new ArrayList<>(noticed);
        findings.addAll(compatibility.notes());
        scratch.remark(claim.database()).ifPresent(findings::add);
        Instant until = clock.instant().plus(policies.longest(claim.database())).plus(SPARE);
        RunningDrill drill = new RunningDrill(
                claim,
                ready,
                archive,
                entries,
                isTrusted,
                folder,
                drillBudget,
                page,
                findings,
                new ArrayList<>(archive.phases()));
        RestorePhaseTimer phases = new RestorePhaseTimer();
        try (CreateMissingRoles.Created created = createRoles(drill, until);
                DrillDatabase database = DrillDatabase.create(
                        ready.server(), facts.role(), claim, archive.manifest(), until, isTrusted)) {
            describe(drill, created, database);
            return prepare(drill, database, extensions, phases);
        }
    }

    private DrillExtensionPolicy extensions(boolean isTrusted) {
        return new DrillExtensionPolicy(
                isTrusted,
                policies.all().extensions().deny(),
                policies.all().extensions().allow().orElse(Set.of()));
    }

    private static ArchiveServerRequirements requirements(StagedArchive archive, DrillExtensionPolicy extensions) {
        ArchiveServerRequirements requirements =
                ArchiveServerRequirements.of(archive.manifest(), Optional.of(archive.list()));
        return requirements.without(requirements.extensions().keySet().stream()
                .filter(extensions::isDenied)
                .toList());
    }

    private CreateMissingRoles.Created createRoles(RunningDrill drill, Instant until) {
        DrillClaim claim = drill.claim();
        return policies.all().createRoles()
                ? roles.create(
                        drill.archive(),
                        drill.ready().facts(),
                        drill.ready().server(),
                        OwnershipComment.of(DrillDatabase.PURPOSE, claim.drill())
                                .until(until))
                : CreateMissingRoles.none(drill.ready().server(), claim.drill());
    }

    private static void describe(RunningDrill drill, CreateMissingRoles.Created created, DrillDatabase database) {
        if (!created.names().isEmpty()) {
            drill.findings()
                    .add(new Finding(
                            "roles_created", "roles created without login: " + String.join(", ", created.names())));
        }
        if (!drill.entries().leftOut().isEmpty()) {
            drill.findings()
                    .add(new Finding(
                            "left_out",
                            "drills leave out objects that act or connect on their own: "
                                    + String.join(", ", drill.entries().leftOutNames())));
        }
        if (!database.open().isEmpty()) {
            drill.findings()
                    .add(new Finding(
                            "databases_open",
                            "the drill's role can connect to other databases of the scratch server ("
                                    + String.join(", ", database.open())
                                    + "). hint: run REVOKE CONNECT ON DATABASE … FROM PUBLIC as their owner"));
        }
    }

    private DrillOutcome prepare(
            RunningDrill drill, DrillDatabase database, DrillExtensionPolicy extensions, RestorePhaseTimer phases)
            throws SQLException, InterruptedException {
        boolean amcheck =
                policies.all().amcheck() && drill.ready().facts().extensions().containsKey(PgAmcheckRunner.EXTENSION);
        return switch (PrepareDrillDatabase.prepare(drill.archive(), drill.entries(), extensions, database, amcheck)) {
            case PrepareDrillDatabase.Prepared.Refused refused -> new DrillOutcome.Impossible(List.of(refused.why()));
            case PrepareDrillDatabase.Prepared.Ready prepared -> {
                drill.findings().addAll(prepared.notes());
                yield restore(drill, database.connection(), prepared, phases);
            }
        };
    }

    private DrillOutcome restore(
            RunningDrill drill,
            DatabaseConnection database,
            PrepareDrillDatabase.Prepared.Ready prepared,
            RestorePhaseTimer phases)
            throws SQLException, InterruptedException {
        boolean owners = drill.isTrusted() && policies.all().createRoles();
        PgRestoreResult restored = RestoreArchive.restore(
                drill.archive(),
                database,
                RestoreOptions.drill(policies.all().jobs(), owners, prepared.without()),
                drill.allowance());
        phases.end(RestorePhaseTimer.RESTORING);
        drill.took(phases);
        return switch (restored) {
            case PgRestoreResult.Done done -> {
                drill.page().append(done.words());
                drill.findings().addAll(done.warnings());
                yield judge.restored(drill, database, phases);
            }
            case PgRestoreResult.Failed failed -> {
                drill.page().append(failed.words());
                DecideFailedRestoreVerdict.Judged judged = new DecideFailedRestoreVerdict(
                                drill.entries(), drill.isTrusted(), prepared.denied(), drill.otherVersions())
                        .judge(failed, drill.archive(), database);
                drill.findings().addAll(judged.notes());
                if (judged.outcome().isEmpty()) {
                    yield judge.restored(drill, database, phases);
                }
                yield judged.outcome().get() instanceof DrillOutcome.Failed known
                        ? judge.failed(drill, database, known)
                        : judged.outcome().get();
            }
        };
    }
}
