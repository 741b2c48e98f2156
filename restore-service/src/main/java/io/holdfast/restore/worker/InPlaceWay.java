package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.RestoreInto.Section;
import io.holdfast.restore.postgres.Endings;
import io.holdfast.restore.postgres.Endings.Noted;
import io.holdfast.restore.restoring.Ending;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoring.How;
import io.holdfast.restoring.Phases;
import io.holdfast.restoring.RestoreArchive;
import io.holdfast.restoring.Restored;
import io.holdfast.restoring.contents.Comparison;
import io.holdfast.restoring.server.TargetTrouble;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Over the live database, in one transaction. When its worker died, the server has either committed or rolled back by itself: its
 * contents say which.
 */
@ApplicationScoped
class InPlaceWay implements Way {

    private final BringNear bringNear;
    private final Build build;
    private final TableRowsWay tableRows;
    private final Endings endings;
    private final int attempts;

    InPlaceWay(BringNear bringNear, Build build, TableRowsWay tableRows, Endings endings, RestoreSettings settings) {
        this.bringNear = bringNear;
        this.build = build;
        this.tableRows = tableRows;
        this.endings = endings;
        this.attempts = settings.restore().attempts();
    }

    @Override
    public Ending carryOut(Attempt attempt) throws InterruptedException {
        if (attempt.plan().isSidecar()) {
            return tableRows.carryOut(attempt);
        }
        try {
            return switch (bringNear.bring(attempt)) {
                case Near.Not not -> attempt.hasBegun(Step.REPLACE) ? open(attempt, not) : not.ending();
                case Near.Here here -> attempt.hasBegun(Step.REPLACE) ? goOn(attempt, here) : replace(attempt, here);
            };
        } catch (TargetTrouble trouble) {
            return attempt.hasBegun(Step.REPLACE)
                    ? new Ending.Unsettled(String.valueOf(trouble.getMessage()))
                    : Attempt.failed(trouble);
        } finally {
            bringNear.clear(attempt);
        }
    }

    /** Nothing can be compared now, so nothing can be said: it is looked at again. */
    private static Ending open(Attempt attempt, Near.Not not) {
        return not.ending() instanceof Ending.Failed failed
                ? new Ending.Unsettled(attempt.plan().target() + " cannot be compared yet: " + failed.message())
                : not.ending();
    }

    private Ending goOn(Attempt attempt, Near.Here here) throws InterruptedException {
        String live = attempt.plan().target();
        attempt.begins(Step.SETTLE, "whether '" + live + "' was replaced is read from its rows");
        // Of a pg_restore that died with its worker, the server may not have noticed yet.
        attempt.server().endSessions(live);
        try {
            Optional<Comparison> found = build.look(attempt, here, live);
            if (found.isEmpty()) {
                return new Ending.Interrupted();
            }
            if (found.get().isEqual()) {
                return compared(attempt, here, new Phases(), new Restored.Done(List.of(), ""));
            }
        } catch (SQLException e) {
            throw TargetTrouble.of(e);
        }
        SwapWay.application(attempt).after();
        Optional<Ending> early = Settled.ending(attempt.claim(), attempts);
        return early.isPresent() ? early.get() : replace(attempt, here);
    }

    private Ending replace(Attempt attempt, Near.Here here) throws InterruptedException {
        String live = attempt.plan().target();
        List<Finding> obstacles = LiveDatabaseSurvey.of(
                        attempt.server(),
                        live,
                        attempt.plan().wish(),
                        Optional.of(here.archive().list()))
                .obstacles();
        if (!obstacles.isEmpty()) {
            return new Ending.Failed(
                    obstacles.getFirst().code(),
                    "Since the plan was made the live database has changed: "
                            + obstacles.getFirst().text() + ". Nothing was touched.",
                    obstacles,
                    "");
        }
        attempt.begins(Step.HOOK_BEFORE, "the application is stopped");
        Optional<Ending.Failed> failed = SwapWay.application(attempt).before();
        if (failed.isPresent()) {
            return abandoned(attempt, failed.get());
        }
        Phases phases = new Phases();
        attempt.begins(Step.REPLACE, "pg_restore over '" + live + "', in one transaction");
        attempt.server().endSessions(live);
        TargetAdaptation adaptation = TargetAdaptation.ofLive(attempt, here);
        How how = new How(
                1,
                attempt.plan().restoresOwners(),
                true,
                Section.ALL,
                List.of(),
                Set.of(),
                adaptation.tablespaces(),
                attempt.suspendsTriggers());
        return switch (RestoreArchive.restore(here.archive(), attempt.server().to(live), how, attempt.live())) {
            case Restored.Failed not -> notReplaced(attempt, not);
            case Restored.Done done -> {
                phases.end(Phases.RESTORING);
                yield compared(attempt, here, phases, adaptation.with(done));
            }
        };
    }

    /** Where the connection broke, nobody here knows whether the server had committed: its contents are asked. */
    private Ending notReplaced(Attempt attempt, Restored.Failed failed) throws InterruptedException {
        if (failed.reason().equals(TargetTrouble.RESTARTED) || failed.reason().equals("interrupted")) {
            return new Ending.Unsettled(failed.message());
        }
        return Build.ending(attempt, failed) instanceof Ending.Failed known
                ? abandoned(attempt, known)
                : new Ending.Interrupted();
    }

    /** The transaction was rolled back, or not begun. */
    private Ending abandoned(Attempt attempt, Ending.Failed failed) throws InterruptedException {
        endings.give(attempt.claim(), failed);
        SwapWay.application(attempt).after();
        return failed;
    }

    private Ending compared(Attempt attempt, Near.Here here, Phases phases, Restored.Done done)
            throws InterruptedException {
        Built built = build.compare(attempt, here, attempt.plan().target(), phases, done);
        return switch (built) {
            case Built.Not not -> not.ending() instanceof Ending.Failed failed ? served(attempt, failed) : not.ending();
            case Built.Partly partly -> served(attempt, partly.failed());
            case Built.Equal equal -> After.replaced(attempt, equal.noted());
        };
    }

    /** It is committed, and other than expected: the backup from before is the way back. */
    private static Ending served(Attempt attempt, Ending.Failed failed) throws InterruptedException {
        SwapWay.application(attempt).after();
        return new Ending.Failed(
                failed.reason(),
                failed.message() + " The live database was replaced: the backup made before holds what it was.",
                failed.findings(),
                failed.words());
    }

    /** What comes after the live database was written over. */
    static final class After {

        private After() {}

        static Ending replaced(Attempt attempt, Noted noted) throws InterruptedException {
            attempt.begins(Step.HOOK_AFTER, "the application is started");
            Optional<Ending.Failed> failed = SwapWay.application(attempt).after();
            if (failed.isEmpty()) {
                attempt.begins(Step.PROBE, "the application is asked whether it is well");
                failed = SwapWay.application(attempt).probe();
            }
            List<Finding> findings = new ArrayList<>(noted.findings());
            failed.ifPresent(one -> findings.add(new Finding(one.reason(), one.message())));
            return new Ending.Completed(
                    Optional.empty(), noted.report(), findings, noted.notRestored(), noted.page(), noted.words());
        }
    }
}
