package io.holdfast.cli.asking;

import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.session.Session;
import io.holdfast.cli.waiting.DrillOutcome;
import io.holdfast.cli.waiting.EventLog;
import io.holdfast.cli.waiting.RestoreOutcome;
import io.holdfast.events.BackupId;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.telling.Amounts;
import java.time.Duration;
import java.util.List;

/** What a backup is for, shown once: a drill, and a restore into a fresh database. */
public final class DemoRecovery {

    private final Session session;
    private final Logs logs;
    private final EventLog log;
    private final String database;
    private final BackupId backup;

    public DemoRecovery(Session session, Logs logs, EventLog log, String database, BackupId backup) {
        this.session = session;
        this.logs = logs;
        this.log = log;
        this.database = database;
        this.backup = backup;
    }

    /**
     * How a part of the show ended.
     *
     * @param told in a line
     */
    public record Shown(ExitCode exitCode, String told) {}

    public Shown drill(Duration timeout) {
        DrillRequested wish = new DrillRequested(database, backup, Author.current());
        return switch (new RunDrill(session, logs, log, timeout).follow(wish)) {
            case DrillOutcome.Completed(var event) ->
                new Shown(
                        ExitCode.OK,
                        "level " + event.level() + " in " + Amounts.duration(event.took()) + ": restored elsewhere, "
                                + event.report().tables() + " tables equal, dropped again");
            case DrillOutcome.Failed(var event) ->
                new Shown(
                        ExitCode.UNDRILLED,
                        "FAILED: " + event.findings().getFirst().text());
            case DrillOutcome.Impossible(var event) ->
                new Shown(
                        ExitCode.INCONCLUSIVE,
                        "not drillable here: " + event.missing().getFirst().text());
            case DrillOutcome.Refused(String message) -> new Shown(ExitCode.REJECTED, message);
            case DrillOutcome.OutOfTime ignored -> new Shown(ExitCode.TIMEOUT, "not ended in time");
        };
    }

    /** Into a database beside the live one, which is left there to be looked at. */
    public Shown restore(Duration timeout) {
        RunRestore run = new RunRestore(session, logs, log, timeout);
        RestorePlanned plan = run.plan(new RestoreRequested(
                database, backup, Author.current(), "fresh", null, List.of(), null, null, null, null));
        if (!plan.obstacles().isEmpty()) {
            return new Shown(
                    ExitCode.OBSTACLES,
                    "not possible: " + plan.obstacles().getFirst().text());
        }
        return switch (run.follow(plan, new Consent.Said.Yes(null))) {
            case RestoreOutcome.Completed(var event) ->
                new Shown(
                        ExitCode.OK,
                        "into the fresh database " + event.target() + " in " + Amounts.duration(event.took()) + ", "
                                + event.report().tables() + " tables with "
                                + event.report().rows()
                                + " rows equal");
            case RestoreOutcome.Failed(var event) -> new Shown(ExitCode.UNRESTORED, "FAILED: " + event.message());
            case RestoreOutcome.Refused(String message) -> new Shown(ExitCode.REJECTED, message);
            case RestoreOutcome.OutOfTime ignored -> new Shown(ExitCode.TIMEOUT, "not ended in time");
        };
    }
}
