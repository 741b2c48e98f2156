package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.restore.postgres.Endings;
import io.holdfast.restore.postgres.Endings.Noted;
import io.holdfast.restore.restoring.Ending;
import io.holdfast.restore.restoring.Names;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoring.server.DatabaseFacts;
import io.holdfast.restoring.server.Mark;
import io.holdfast.restoring.server.TargetTrouble;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Beside the live database, whose place the restored one takes in one transaction when it has been compared. Whether that has
 * happened is read from the server: a database that is marked as kept by this restore says yes.
 */
@ApplicationScoped
class SwapWay implements Way {

    static final String BESIDE = "beside";
    static final String KEPT = "kept";

    private final BringNear bringNear;
    private final Build build;
    private final Shaping shaping;
    private final Endings endings;
    private final Clock clock;
    private final int attempts;

    SwapWay(BringNear bringNear, Build build, Shaping shaping, Endings endings, Clock clock, RestoreSettings settings) {
        this.bringNear = bringNear;
        this.build = build;
        this.shaping = shaping;
        this.endings = endings;
        this.clock = clock;
        this.attempts = settings.restore().attempts();
    }

    @Override
    public Ending carryOut(Attempt attempt) throws InterruptedException {
        try {
            Optional<DatabaseFacts> kept = attempt.marked(KEPT);
            if (kept.isPresent()) {
                return attempt.claim().given().isPresent()
                        ? takeBack(attempt, kept.get().name(), given(attempt))
                        : finish(attempt, kept.get().name());
            }
            settle(attempt);
        } catch (TargetTrouble trouble) {
            return attempt.claim().attempt() == 1
                    ? Attempt.failed(trouble)
                    : new Ending.Unsettled(String.valueOf(trouble.getMessage()));
        }
        Optional<Ending> early = Settled.ending(attempt.claim(), attempts);
        return early.isPresent() ? early.get() : begin(attempt);
    }

    /** Doors of the live one open, nothing beside it, the application running: as it was before the first attempt. */
    private void settle(Attempt attempt) throws InterruptedException {
        String live = attempt.plan().target();
        if (attempt.claim().attempt() == 1 && attempt.claim().given().isEmpty() && !attempt.hasBegun(Step.CREATE)) {
            return;
        }
        attempt.begins(Step.SETTLE, "what an earlier attempt left is set right");
        if (attempt.server().database(live).filter(found -> !found.open()).isPresent()) {
            attempt.server().openDoor(live);
        }
        attempt.drop(Names.beside(live, attempt.id()));
        if (attempt.hasBegun(Step.HOOK_BEFORE)) {
            application(attempt).after();
        }
    }

    private Ending begin(Attempt attempt) throws InterruptedException {
        try {
            return switch (bringNear.bring(attempt)) {
                case Near.Not not -> not.ending();
                case Near.Here here -> beside(attempt, here);
            };
        } catch (TargetTrouble trouble) {
            return undo(attempt, Attempt.failed(trouble));
        } finally {
            bringNear.clear(attempt);
        }
    }

    private Ending beside(Attempt attempt, Near.Here here) throws InterruptedException {
        String live = attempt.plan().target();
        String beside = Names.beside(live, attempt.id());
        attempt.begins(Step.CREATE, "the database '" + beside + "' is made, as '" + live + "' is");
        attempt.server().create(beside, shaping.of(attempt, here, live), Mark.of(BESIDE, attempt.id()));
        Built built = build.build(attempt, here, beside);
        here.archive().close();
        return switch (built) {
            case Built.Not not -> undo(attempt, not.ending());
            case Built.Equal equal -> swap(attempt, live, beside, equal.noted());
            case Built.Partly partly -> {
                List<Finding> unaccepted =
                        attempt.plan().wish().unaccepted(partly.noted().notRestored());
                yield unaccepted.isEmpty()
                        ? swap(attempt, live, beside, partly.noted())
                        : undo(attempt, notAccepted(unaccepted, partly.noted().words()));
            }
        };
    }

    private Ending swap(Attempt attempt, String live, String beside, Noted noted) throws InterruptedException {
        attempt.server().carryOver(live, beside);
        endings.note(attempt.claim(), noted);
        return stopAndSwap(attempt, live, beside);
    }

    private static Ending notAccepted(List<Finding> findings, String words) {
        return new Ending.Failed(
                "findings_not_accepted",
                "Not everything came back, so the databases did not change places. Restore into a new database to look"
                        + " at it, or accept each finding by the name of its object (holdfast restore --swap --accept"
                        + " NAME).",
                findings,
                words);
    }

    private Ending stopAndSwap(Attempt attempt, String live, String beside) throws InterruptedException {
        if (attempt.live().isStopped()) {
            return new Ending.Interrupted();
        }
        attempt.begins(Step.HOOK_BEFORE, "the application is stopped");
        Optional<Ending.Failed> failed = application(attempt).before();
        if (failed.isPresent()) {
            return undo(attempt, failed.get());
        }
        String keptAs = Names.kept(live, clock.instant());
        try {
            attempt.begins(Step.CLOSE_DOORS, "nobody is let into '" + live + "' any more");
            attempt.server().closeDoor(live);
            attempt.server().closeDoor(beside);
            attempt.begins(Step.SWAP, "'" + live + "' becomes '" + keptAs + "', and '" + beside + "' takes its name");
            attempt.server().swap(live, beside, keptAs, Mark.of(KEPT, attempt.id()));
            return finish(attempt, keptAs);
        } catch (TargetTrouble trouble) {
            // Whether it was swapped is known to the server alone.
            return new Ending.Unsettled(String.valueOf(trouble.getMessage()));
        }
    }

    private Ending finish(Attempt attempt, String keptAs) throws InterruptedException {
        attempt.begins(Step.HOOK_AFTER, "the application is started");
        attempt.server().openDoor(attempt.plan().target());
        Optional<Ending.Failed> failed = application(attempt).after();
        if (failed.isEmpty()) {
            attempt.begins(Step.PROBE, "the application is asked whether it is well");
            failed = application(attempt).probe();
        }
        if (failed.isPresent()) {
            endings.give(attempt.claim(), failed.get());
            return takeBack(attempt, keptAs, failed.get());
        }
        Noted noted = endings.noted(attempt.claim()).orElseThrow();
        return noted.completed(Optional.of(keptAs));
    }

    private Ending takeBack(Attempt attempt, String keptAs, Ending.Failed failed) throws InterruptedException {
        String live = attempt.plan().target();
        String beside = Names.beside(live, attempt.id());
        try {
            attempt.begins(Step.TAKE_BACK, "'" + keptAs + "' serves again");
            attempt.server().closeDoor(live);
            attempt.server().swap(live, keptAs, beside, Mark.of(BESIDE, attempt.id()));
            attempt.drop(beside);
            attempt.begins(Step.HOOK_AFTER, "the application is started, on the database that served before");
            application(attempt).after();
            return new Ending.Failed(
                    failed.reason(),
                    failed.message() + " The database that served before serves again.",
                    failed.findings(),
                    failed.words());
        } catch (TargetTrouble trouble) {
            return new Ending.Unsettled(String.valueOf(trouble.getMessage()));
        }
    }

    private static Ending.Failed given(Attempt attempt) {
        return attempt.claim()
                .given()
                .map(given -> Ending.Failed.of(given.reason(), given.message()))
                .orElseThrow();
    }

    private Ending undo(Attempt attempt, Ending ending) throws InterruptedException {
        try {
            if (ending instanceof Ending.Failed failed) {
                endings.give(attempt.claim(), failed);
                settle(attempt);
            }
            return ending;
        } catch (TargetTrouble trouble) {
            return attempt.hasBegun(Step.CREATE) ? new Ending.Unsettled(String.valueOf(trouble.getMessage())) : ending;
        }
    }

    static Application application(Attempt attempt) {
        return new Application(
                attempt.target(),
                Map.of(
                        "HOLDFAST_DATABASE",
                        attempt.plan().wish().database().value(),
                        "HOLDFAST_RESTORE",
                        attempt.id().toString(),
                        "HOLDFAST_TARGET",
                        attempt.plan().target()));
    }
}
