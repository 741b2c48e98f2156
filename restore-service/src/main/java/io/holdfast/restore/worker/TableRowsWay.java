package io.holdfast.restore.worker;

import io.holdfast.events.Finding;
import io.holdfast.postgrestools.Connection;
import io.holdfast.restore.postgres.Endings;
import io.holdfast.restore.postgres.Endings.Noted;
import io.holdfast.restore.restoring.Ending;
import io.holdfast.restore.restoring.Names;
import io.holdfast.restore.settings.RestoreSettings;
import io.holdfast.restoring.contents.TableContents;
import io.holdfast.restoring.contents.TableName;
import io.holdfast.restoring.server.Mark;
import io.holdfast.restoring.server.TargetTrouble;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
                attempt.server().endSessions(attempt.plan().target());
                SwapWay.application(attempt).after();
            }
            return switch (bringNear.bring(attempt)) {
                case Near.Not not -> not.ending();
                case Near.Here here -> carryOut(attempt, here);
            };
        } catch (TargetTrouble trouble) {
            return attempt.hasBegun(Step.CREATE)
                    ? new Ending.Unsettled(String.valueOf(trouble.getMessage()))
                    : Ending.Failed.of(trouble.reason(), String.valueOf(trouble.getMessage()));
        } finally {
            bringNear.clear(attempt);
        }
    }

    private Ending carryOut(Attempt attempt, Near.Here here) throws InterruptedException {
        List<TableContents> wanted =
                Build.expected(attempt.plan(), here.archive()).tables();
        List<TableName> missing = Build.tables(attempt.plan()).stream()
                .filter(table -> wanted.stream().noneMatch(one -> one.table().equals(table)))
                .toList();
        if (!missing.isEmpty()) {
            return Ending.Failed.of(
                    "no_such_table",
                    "The backup holds no rows of "
                            + missing.stream().map(TableName::toString).collect(Collectors.joining(", "))
                            + ". Nothing was touched.");
        }
        Optional<Noted> noted = endings.noted(attempt.claim());
        if (noted.isPresent() && attempt.hasBegun(Step.REPLACE) && isBroughtIn(attempt, here)) {
            return InPlaceWay.After.replaced(attempt, noted.get());
        }
        Optional<Ending> early = Settled.ending(attempt.claim(), attempts);
        return early.isPresent() ? early.get() : beside(attempt, here, wanted);
    }

    private boolean isBroughtIn(Attempt attempt, Near.Here here) throws InterruptedException {
        try {
            return build.look(attempt, here.archive(), attempt.plan().target())
                    .filter(found -> found.isEqual())
                    .isPresent();
        } catch (SQLException e) {
            throw Build.trouble(e);
        }
    }

    private Ending beside(Attempt attempt, Near.Here here, List<TableContents> wanted) throws InterruptedException {
        String sidecar = sidecar(attempt);
        attempt.begins(Step.CREATE, "the database '" + sidecar + "' is made for the rows");
        attempt.server()
                .create(sidecar, shaping.of(attempt, here, attempt.plan().target()), Mark.of(SIDECAR, attempt.id()));
        Built built = build.build(attempt, here, sidecar);
        Ending ending = switch (built) {
            case Built.Not not -> not.ending();
            case Built.Equal equal -> bringIn(attempt, equal.noted(), sidecar, wanted);
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

    private Ending bringIn(Attempt attempt, Noted noted, String sidecar, List<TableContents> wanted)
            throws InterruptedException {
        if (attempt.live().isStopped()) {
            return new Ending.Interrupted();
        }
        endings.note(attempt.claim(), noted);
        attempt.begins(Step.HOOK_BEFORE, "the application is stopped");
        Optional<Ending.Failed> failed = SwapWay.application(attempt).before();
        if (failed.isEmpty()) {
            attempt.begins(Step.REPLACE, "the rows go into '" + attempt.plan().target() + "', in one transaction");
            failed = broughtIn(
                    attempt.server().to(sidecar),
                    attempt.server().to(attempt.plan().target()),
                    wanted);
        }
        if (failed.isPresent()) {
            SwapWay.application(attempt).after();
            return failed.get();
        }
        return InPlaceWay.After.replaced(attempt, noted);
    }

    private static Optional<Ending.Failed> broughtIn(Connection from, Connection into, List<TableContents> wanted) {
        try {
            List<Finding> broken = BringRows.bring(from, into, wanted);
            return broken.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Ending.Failed(
                            "references_broken",
                            "With these rows the live database would have references to rows that are not there. Nothing"
                                    + " was changed: restore the tables that they refer to as well.",
                            broken,
                            ""));
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08")) {
                throw Build.trouble(e);
            }
            return Optional.of(Ending.Failed.of(
                    "rows_refused",
                    "The live database did not take the rows (SQLSTATE " + e.getSQLState()
                            + "), and nothing was changed. Were the tables' definitions changed since the backup?"));
        }
    }

    private static String sidecar(Attempt attempt) {
        return Names.beside(attempt.plan().target(), attempt.id());
    }
}
