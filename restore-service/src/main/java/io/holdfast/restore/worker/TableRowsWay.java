package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.events.Printable;
import io.holdfast.restore.postgres.Endings;
import io.holdfast.restore.postgres.Endings.Noted;
import io.holdfast.restore.restoring.Ending;
import io.holdfast.restore.restoring.Names;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoring.RefusedEntries;
import io.holdfast.restoring.live.ReplaceResult;
import io.holdfast.restoring.live.ReplaceRows;
import io.holdfast.restoring.live.RowsOfTable;
import io.holdfast.restoring.server.Mark;
import io.holdfast.restoring.server.TargetTrouble;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Some tables' rows: into a database beside the live one, compared there, and then into the live one in one transaction. When its
 * worker died, the live tables' contents say whether that was committed.
 */
@ApplicationScoped
class TableRowsWay implements Way {

    private static final String SIDECAR = "sidecar";

    private final BringNear bringNear;
    private final Build build;
    private final Shaping shaping;
    private final Endings endings;
    private final int attempts;

    TableRowsWay(BringNear bringNear, Build build, Shaping shaping, Endings endings, RestoreSettings settings) {
        this.bringNear = bringNear;
        this.build = build;
        this.shaping = shaping;
        this.endings = endings;
        this.attempts = settings.restore().attempts();
    }

    @Override
    public Ending carryOut(Attempt attempt) throws InterruptedException {
        try {
            attempt.drop(sidecar(attempt));
            if (attempt.hasBegun(Step.HOOK_BEFORE)) {
                attempt.server().endOwnSessions(attempt.plan().target());
                SwapWay.application(attempt).after();
            }
            return switch (bringNear.bring(attempt)) {
                case Near.Not not -> not.ending();
                case Near.Here here -> carryOut(attempt, here);
            };
        } catch (TargetTrouble trouble) {
            return attempt.hasBegun(Step.CREATE)
                    ? new Ending.Unsettled(String.valueOf(trouble.getMessage()))
                    : Attempt.failed(trouble);
        } finally {
            bringNear.clear(attempt);
        }
    }

    private Ending carryOut(Attempt attempt, Near.Here here) throws InterruptedException {
        Optional<Noted> noted = endings.noted(attempt.claim());
        if (noted.isPresent() && attempt.hasBegun(Step.REPLACE) && isBroughtIn(attempt, here)) {
            return InPlaceWay.After.replaced(attempt, noted.get());
        }
        Optional<Ending> early = Settled.ending(attempt.claim(), attempts);
        return early.isPresent() ? early.get() : beside(attempt, here);
    }

    private boolean isBroughtIn(Attempt attempt, Near.Here here) throws InterruptedException {
        try {
            return build.look(attempt, here, attempt.plan().target())
                    .filter(found -> found.isEqual())
                    .isPresent();
        } catch (SQLException e) {
            throw TargetTrouble.of(e);
        }
    }

    private Ending beside(Attempt attempt, Near.Here here) throws InterruptedException {
        String sidecar = sidecar(attempt);
        attempt.begins(Step.CREATE, "the database '" + sidecar + "' is made for the rows");
        attempt.server()
                .create(sidecar, shaping.of(attempt, here, attempt.plan().target()), Mark.of(SIDECAR, attempt.id()));
        Built built = build.build(attempt, here, sidecar);
        Ending ending = switch (built) {
            case Built.Not not -> not.ending();
            case Built.Equal equal ->
                bringIn(attempt, equal.noted(), sidecar, here.wanted().tables());
            // Other objects of the sidecar may be missing: only these rows leave it.
            case Built.Partly partly ->
                partly.hasRows()
                        ? bringIn(
                                attempt,
                                partly.noted().withoutMissing(),
                                sidecar,
                                here.wanted().tables())
                        : partly.failed();
        };
        if (!(ending instanceof Ending.Interrupted)) {
            if (ending instanceof Ending.Failed failed) {
                endings.give(attempt.claim(), failed);
            }
            attempt.begins(Step.DROP, "'" + sidecar + "' is dropped");
            attempt.drop(sidecar);
        }
        return ending;
    }

    private Ending bringIn(Attempt attempt, Noted noted, String sidecar, List<RowsOfTable> wanted)
            throws InterruptedException {
        if (attempt.live().isStopped()) {
            return new Ending.Interrupted();
        }
        endings.note(attempt.claim(), noted);
        attempt.begins(Step.HOOK_BEFORE, "the application is stopped");
        Optional<Ending.Failed> failed = SwapWay.application(attempt).before();
        if (failed.isPresent()) {
            SwapWay.application(attempt).after();
            return failed.get();
        }
        attempt.begins(Step.REPLACE, "the rows go into '" + attempt.plan().target() + "', in one transaction");
        failed = replaced(attempt, sidecar, wanted, findings -> endings.note(attempt.claim(), noted.with(findings)));
        if (failed.isPresent()) {
            SwapWay.application(attempt).after();
            return failed.get();
        }
        return InPlaceWay.After.replaced(attempt, endings.noted(attempt.claim()).orElse(noted));
    }

    private static Optional<Ending.Failed> replaced(
            Attempt attempt, String sidecar, List<RowsOfTable> wanted, Consumer<List<Finding>> beforeCommit) {
        try {
            return switch (ReplaceRows.replace(
                    attempt.server().to(sidecar),
                    attempt.server().to(attempt.plan().target()),
                    wanted,
                    beforeCommit)) {
                case ReplaceResult.Replaced replaced -> Optional.empty();
                case ReplaceResult.Refused refused ->
                    Optional.of(new Ending.Failed(refused.reason(), refused.message(), refused.findings(), ""));
            };
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.startsWith("08") || state.startsWith("57P")) {
                throw TargetTrouble.of(e);
            }
            return Optional.of(new Ending.Failed(
                    "rows_refused",
                    "The live database did not take the rows, and nothing was changed: " + why(state) + " (SQLSTATE "
                            + state + ").",
                    List.of(),
                    Printable.message(e)));
        }
    }

    /** By the class of the SQLSTATE; the server's own words may quote rows. */
    private static String why(String state) {
        if (state.startsWith("23")) {
            return "a constraint of the live tables does not hold for them. Was it added since the backup?";
        }
        if (state.equals(RefusedEntries.MAY_NOT)) {
            return "the target's role lacks a right. Ask for a new plan, which names it";
        }
        if (state.equals("42703")) {
            return "the live tables lack a column that the backup has. Restore them into a database beside";
        }
        return "were the tables' definitions changed since the backup? The restore's page has the server's message";
    }

    private static String sidecar(Attempt attempt) {
        return Names.beside(attempt.plan().target(), attempt.id());
    }
}
