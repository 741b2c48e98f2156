package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.DrillWaitResult;
import io.holdfast.cli.await.EventLogConnection;
import io.holdfast.cli.await.RestoreWaitResult;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.BackupId;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.text.HumanReadableAmountFormatter;
import java.time.Duration;
import java.util.List;

/** The recovery part of the demo: a drill, and a restore into a new database. */
public final class DemoDrillAndRestore {

    private final CommandContext context;
    private final EventLogConnectionFactory eventLogFactory;
    private final EventLogConnection log;
    private final String database;
    private final BackupId backup;

    public DemoDrillAndRestore(
            CommandContext context,
            EventLogConnectionFactory eventLogFactory,
            EventLogConnection log,
            String database,
            BackupId backup) {
        this.context = context;
        this.eventLogFactory = eventLogFactory;
        this.log = log;
        this.database = database;
        this.backup = backup;
    }

    /**
     * The result of one part.
     *
     * @param text one line of text
     */
    public record Result(ExitCode exitCode, String text) {}

    public Result drill(Duration timeout) {
        DrillRequested drill = new DrillRequested(database, backup, RequesterNameResolver.current());
        return switch (new RequestDrill(context, eventLogFactory, log, timeout).follow(drill)) {
            case DrillWaitResult.Completed(var event) ->
                new Result(
                        ExitCode.OK,
                        "level " + event.level() + " in " + HumanReadableAmountFormatter.duration(event.took())
                                + ": restored to the scratch server, "
                                + event.report().tables() + " tables are equal, database dropped");
            case DrillWaitResult.Failed(var event) ->
                new Result(
                        ExitCode.UNDRILLED,
                        "FAILED: " + event.findings().getFirst().text());
            case DrillWaitResult.Impossible(var event) ->
                new Result(
                        ExitCode.INCONCLUSIVE,
                        "the drill is not possible here: "
                                + event.missing().getFirst().text());
            case DrillWaitResult.Refused(String message) -> new Result(ExitCode.REJECTED, message);
            case DrillWaitResult.OutOfTime ignored -> new Result(ExitCode.TIMEOUT, "not finished within the timeout");
        };
    }

    /** Restores into a new database on the same server, and keeps it. */
    public Result restore(Duration timeout) {
        RequestRestore run = new RequestRestore(context, eventLogFactory, log, timeout);
        RestorePlanned plan = run.plan(new RestoreRequested(
                database, backup, RequesterNameResolver.current(), "fresh", null, List.of(), null, null, null, null));
        if (!plan.obstacles().isEmpty()) {
            return new Result(
                    ExitCode.OBSTACLES,
                    "the restore is not possible: "
                            + plan.obstacles().getFirst().text());
        }
        return switch (run.follow(plan, new Confirmation.Answer.Yes(null))) {
            case RestoreWaitResult.Completed(var event) ->
                new Result(
                        ExitCode.OK,
                        "into the new database " + event.target() + " in "
                                + HumanReadableAmountFormatter.duration(event.took())
                                + ", "
                                + event.report().tables() + " tables with "
                                + event.report().rows()
                                + " rows are equal");
            case RestoreWaitResult.Failed(var event) -> new Result(ExitCode.UNRESTORED, "FAILED: " + event.message());
            case RestoreWaitResult.Refused(String message) -> new Result(ExitCode.REJECTED, message);
            case RestoreWaitResult.OutOfTime ignored -> new Result(ExitCode.TIMEOUT, "not finished within the timeout");
        };
    }
}
