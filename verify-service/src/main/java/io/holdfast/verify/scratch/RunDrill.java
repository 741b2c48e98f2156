package io.holdfast.verify.scratch;

import io.holdfast.events.Copy;
import io.holdfast.events.Finding;
import io.holdfast.events.Printable;
import io.holdfast.restoring.archive.Programs;
import io.holdfast.restoring.archive.StageArchive;
import io.holdfast.restoring.archive.StagedArchive;
import io.holdfast.restoring.archive.Staging;
import io.holdfast.restoring.server.TargetTrouble;
import io.holdfast.store.settings.Destinations;
import io.holdfast.verify.drilling.DrillClaim;
import io.holdfast.verify.drilling.Outcome;
import io.holdfast.verify.storage.IdentityFile;
import io.holdfast.verify.storage.StoredCopies;
import io.holdfast.verify.storage.WorkFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Restores one backup on the scratch server, from the first copy that is good, and looks at what came back. */
@ApplicationScoped
public class RunDrill {

    private final ScratchServer scratch;
    private final TearDown tearDown;
    private final StoredCopies copies;
    private final StageArchive stageArchive;
    private final WorkFolder work;
    private final RestoreAndCompare restoreAndCompare;

    RunDrill(
            ScratchServer scratch,
            TearDown tearDown,
            StoredCopies copies,
            Destinations destinations,
            IdentityFile identities,
            Programs programs,
            WorkFolder work,
            RestoreAndCompare restoreAndCompare) {
        this.scratch = scratch;
        this.tearDown = tearDown;
        this.copies = copies;
        this.stageArchive = new StageArchive(destinations, identities::identities, programs);
        this.work = work;
        this.restoreAndCompare = restoreAndCompare;
    }

    /**
     * How it went.
     *
     * @param page what operators may read; quotes PostgreSQL's programs
     */
    public record Ended(Outcome outcome, String page) {

        private static final int LONGEST_PAGE = 256 * 1024;

        /** The page quotes programs and servers, and rows that a hostile database chose. */
        public Ended {
            page = Printable.text(page, LONGEST_PAGE);
        }
    }

    /** @throws InterruptedException where the drill is no longer ours, or the service stops; everything is cleared away then too */
    public Ended run(DrillClaim claim, Allowance allowance) throws InterruptedException {
        StringBuilder page = new StringBuilder();
        Path folder = work.make("drill");
        try {
            Outcome outcome = switch (scratch.reach()) {
                case Reach.Unfit unfit -> new Outcome.Impossible(List.of(unfit.why()));
                case Reach.Ready ready -> run(claim, ready, folder, allowance, page);
            };
            return new Ended(stopped(outcome, allowance), page.toString());
        } catch (TargetTrouble trouble) {
            return new Ended(
                    stopped(new Outcome.Impossible(List.of(ScratchServer.trouble(trouble))), allowance),
                    page.toString());
        } catch (SQLException e) {
            page.append(e.getMessage());
            Outcome broken = new Outcome.Impossible(List.of(ScratchServer.trouble(TargetTrouble.of(e))));
            return new Ended(stopped(broken, allowance), page.toString());
        } finally {
            WorkFolder.delete(folder);
        }
    }

    /** Lets the allowance know how large the restored database has become; to be called now and then, by another thread. */
    public void measure(DrillClaim claim, Allowance allowance) {
        if (allowance.isLimited()) {
            scratch.server()
                    .flatMap(server -> server.database(DrillDatabase.name(claim.drill(), claim.attempt())))
                    .ifPresent(database -> allowance.has(database.bytes()));
        }
    }

    /** What was stopped half-way tells nothing but why it was. */
    private static Outcome stopped(Outcome outcome, Allowance allowance) throws InterruptedException {
        if (outcome instanceof Outcome.Completed || !allowance.isStopped()) {
            return outcome;
        }
        return Outcome.Impossible.because(
                "over_budget",
                "the drill was stopped: "
                        + allowance
                                .exceeded()
                                .orElseThrow(() -> new InterruptedException("the drill is another's now")));
    }

    private Outcome run(DrillClaim claim, Reach.Ready ready, Path folder, Allowance allowance, StringBuilder page)
            throws SQLException, InterruptedException {
        tearDown.clear(ready.server());
        claim.copies().stream().mapToLong(Copy::bytes).forEach(allowance::has);
        List<Finding> bad = new ArrayList<>();
        List<Finding> notNow = new ArrayList<>();
        for (Copy copy : nearestFirst(claim)) {
            if (allowance.isStopped()) {
                break;
            }
            switch (stageArchive.stage(copy, claim.clientVersion(), folder, allowance)) {
                case Staging.Staged staged -> {
                    try (StagedArchive archive = staged.archive()) {
                        return restoreAndCompare.run(claim, ready, archive, bad, folder, allowance, page);
                    }
                }
                case Staging.Bad condemned -> bad.addAll(condemned.evidence());
                case Staging.NotNow not -> notNow.add(new Finding(not.reason(), not.why()));
            }
        }
        if (notNow.isEmpty() && !bad.isEmpty()) {
            return new Outcome.Failed(bad);
        }
        notNow.addAll(bad);
        return notNow.isEmpty()
                ? Outcome.Impossible.because("no_copy", "no copy of the backup is left to be restored")
                : new Outcome.Impossible(notNow);
    }

    private List<Copy> nearestFirst(DrillClaim claim) {
        return claim.copies().stream()
                .sorted(Comparator.comparingInt(copies::distance))
                .toList();
    }
}
