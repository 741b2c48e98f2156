package io.holdfast.verify.scratch;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.Finding;
import io.holdfast.restoreengine.archive.ClientProgramLookup;
import io.holdfast.restoreengine.archive.StageArchive;
import io.holdfast.restoreengine.archive.StageArchiveResult;
import io.holdfast.restoreengine.archive.StagedArchive;
import io.holdfast.restoreengine.server.TargetServerException;
import io.holdfast.store.settings.ConfiguredDestinations;
import io.holdfast.verify.drilling.DrillClaim;
import io.holdfast.verify.drilling.DrillOutcome;
import io.holdfast.verify.storage.DecryptionKeyFileReader;
import io.holdfast.verify.storage.DestinationCopyReader;
import io.holdfast.verify.storage.WorkFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Restores one backup on the scratch server from the first good copy and checks the result. */
@ApplicationScoped
public class RunDrill {

    private final ScratchServer scratch;
    private final DrillLeftoverCleaner drillCleanup;
    private final DestinationCopyReader copies;
    private final StageArchive stageArchive;
    private final WorkFolder work;
    private final RestoreOnScratchServer restoreAndCompare;

    RunDrill(
            ScratchServer scratch,
            DrillLeftoverCleaner drillCleanup,
            DestinationCopyReader copies,
            ConfiguredDestinations destinations,
            DecryptionKeyFileReader identities,
            ClientProgramLookup programs,
            WorkFolder work,
            RestoreOnScratchServer restoreAndCompare) {
        this.scratch = scratch;
        this.drillCleanup = drillCleanup;
        this.copies = copies;
        this.stageArchive = new StageArchive(destinations, identities::identities, programs);
        this.work = work;
        this.restoreAndCompare = restoreAndCompare;
    }

    /**
     * The result of a drill.
     *
     * @param page detailed report for operators; it quotes output of PostgreSQL programs
     */
    public record Result(DrillOutcome outcome, String page) {

        private static final int LONGEST_PAGE = 256 * 1024;

        /** The report quotes programs, servers, and rows that a hostile database may control. */
        public Result {
            page = ControlCharacterSanitizer.text(page, LONGEST_PAGE);
        }
    }

    /** @throws InterruptedException if the drill's lease is lost or the service stops; the cleanup runs in these cases too */
    public Result run(DrillClaim claim, DrillLimits drillBudget) throws InterruptedException {
        StringBuilder page = new StringBuilder();
        Path folder = work.make("drill");
        try {
            DrillOutcome outcome = switch (scratch.scratchServerState()) {
                case ScratchServerState.Unfit unfit -> new DrillOutcome.Impossible(List.of(unfit.why()));
                case ScratchServerState.Ready ready -> run(claim, ready, folder, drillBudget, page);
            };
            return new Result(stopped(outcome, drillBudget), page.toString());
        } catch (TargetServerException trouble) {
            return new Result(
                    stopped(new DrillOutcome.Impossible(List.of(ScratchServer.findingOf(trouble))), drillBudget),
                    page.toString());
        } catch (SQLException e) {
            page.append(e.getMessage());
            DrillOutcome broken =
                    new DrillOutcome.Impossible(List.of(ScratchServer.findingOf(TargetServerException.of(e))));
            return new Result(stopped(broken, drillBudget), page.toString());
        } finally {
            WorkFolder.delete(folder);
        }
    }

    /** Reports the current size of the restored database to the budget. Call it periodically from another thread. */
    public void measure(DrillClaim claim, DrillLimits drillBudget) {
        if (drillBudget.isLimited()) {
            scratch.server()
                    .flatMap(server -> server.database(DrillDatabase.name(claim.drill(), claim.attempt())))
                    .ifPresent(database -> drillBudget.has(database.bytes()));
        }
    }

    /** A drill that was stopped midway proves nothing. Its outcome is only the reason for the stop. */
    private static DrillOutcome stopped(DrillOutcome outcome, DrillLimits drillBudget) throws InterruptedException {
        if (outcome instanceof DrillOutcome.Completed || !drillBudget.isStopped()) {
            return outcome;
        }
        return DrillOutcome.Impossible.because(
                "over_budget",
                "the drill was stopped: "
                        + drillBudget
                                .exceeded()
                                .orElseThrow(() ->
                                        new InterruptedException("another worker holds the lease of the" + " drill")));
    }

    private DrillOutcome run(
            DrillClaim claim, ScratchServerState.Ready ready, Path folder, DrillLimits drillBudget, StringBuilder page)
            throws SQLException, InterruptedException {
        drillCleanup.clear(ready.server());
        claim.copies().stream().mapToLong(BackupCopyRecord::bytes).forEach(drillBudget::has);
        List<Finding> bad = new ArrayList<>();
        List<Finding> notNow = new ArrayList<>();
        for (BackupCopyRecord copy : nearestFirst(claim)) {
            if (drillBudget.isStopped()) {
                break;
            }
            switch (stageArchive.stage(copy, claim.clientVersion(), folder, drillBudget)) {
                case StageArchiveResult.Staged staged -> {
                    try (StagedArchive archive = staged.archive()) {
                        return restoreAndCompare.run(claim, ready, archive, bad, folder, drillBudget, page);
                    }
                }
                case StageArchiveResult.Bad condemned -> bad.addAll(condemned.evidence());
                case StageArchiveResult.NotNow unsuccessful ->
                    notNow.add(new Finding(unsuccessful.reason(), unsuccessful.why()));
            }
        }
        if (notNow.isEmpty() && !bad.isEmpty()) {
            return new DrillOutcome.Failed(bad);
        }
        notNow.addAll(bad);
        return notNow.isEmpty()
                ? DrillOutcome.Impossible.because("no_copy", "no copy of the backup is left to restore")
                : new DrillOutcome.Impossible(notNow);
    }

    private List<BackupCopyRecord> nearestFirst(DrillClaim claim) {
        return claim.copies().stream()
                .sorted(Comparator.comparingInt(copies::distance))
                .toList();
    }
}
