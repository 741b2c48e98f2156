package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.RestoreWaitResult;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.events.Finding;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.text.HumanReadableAmountFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints the result of {@code holdfast restore} as text or JSON. */
final class RestoreResultPrinter {

    private final CommandContext context;
    private final ResultPrinter results;

    RestoreResultPrinter(CommandContext context) {
        this.context = context;
        this.results = new ResultPrinter(context.screen());
    }

    /** Prints the result of a restore that was only planned. */
    int planned(RestorePlanned plan, ExitCode exitCode, String message) {
        if (context.options().json()) {
            json(plan, exitCode == ExitCode.OK ? "planned" : label(exitCode), exitCode, message, null);
        } else {
            results.field("reason", message);
            new RestorePlanText(context).next(plan);
        }
        return exitCode.number();
    }

    int ended(RestorePlanned plan, RestoreWaitResult outcome) {
        return switch (outcome) {
            case RestoreWaitResult.Completed(RestoreCompleted event) -> completed(plan, event);
            case RestoreWaitResult.Failed(RestoreFailed event) -> failed(plan, event);
            case RestoreWaitResult.Refused(String message) ->
                other(
                        plan,
                        ExitCode.REJECTED,
                        message,
                        "create a new plan: a plan is valid for a limited time, and for one restore");
            case RestoreWaitResult.OutOfTime ignored ->
                other(
                        plan,
                        ExitCode.TIMEOUT,
                        "the restore has not ended within the timeout, and continues",
                        "to see its result later: holdfast events --database " + plan.database());
        };
    }

    private int completed(RestorePlanned plan, RestoreCompleted event) {
        List<Finding> missing = event.notRestored() == null ? List.of() : event.notRestored();
        ExitCode exitCode = missing.isEmpty() ? ExitCode.OK : ExitCode.PARTLY;
        if (context.options().json()) {
            json(plan, missing.isEmpty() ? "restored" : label(exitCode), exitCode, "", event);
            return exitCode.number();
        }
        results.field("restored", event.target() + ", in " + HumanReadableAmountFormatter.duration(event.took()));
        if (!missing.isEmpty()) {
            results.field("FINDINGS", "these objects are missing or different; everything else is restored:");
            missing.forEach(finding -> results.field("", "  - " + finding.text()));
            results.field("messages", "holdfast show " + event.restore() + " --log");
        }
        results.field("restore", event.restore().toString());
        results.field("backup", event.backup() + " of " + event.database());
        RestoreReportText.print(results, event.report(), event.findings());
        if (event.keptAs() != null) {
            String about = event.restore() + " --database " + event.database() + " --reason '…'";
            results.field("kept", event.keptAs() + ", the previous live database");
            results.field("next", "to undo the swap:               holdfast restore-revert " + about);
            results.field("", "to drop the previous database:  holdfast restore-drop-kept " + about);
        }
        return exitCode.number();
    }

    private int failed(RestorePlanned plan, RestoreFailed event) {
        if (context.options().json()) {
            json(plan, label(ExitCode.UNRESTORED), ExitCode.UNRESTORED, event.message(), event);
            return ExitCode.UNRESTORED.number();
        }
        results.field("FAILED", event.message() + " (" + event.reason() + ")");
        event.findings().forEach(finding -> results.field("", "  - " + finding.text()));
        results.field("live", "the live database is unchanged");
        results.field(
                "hint",
                "to see PostgreSQL's messages: holdfast show " + event.restore()
                        + " --log; run 'holdfast doctor' to find the cause");
        return ExitCode.UNRESTORED.number();
    }

    private int other(RestorePlanned plan, ExitCode exitCode, String message, String hint) {
        if (context.options().json()) {
            json(plan, label(exitCode), exitCode, message, null);
        } else {
            results.field(label(exitCode), message);
            results.field("hint", hint);
        }
        return exitCode.number();
    }

    private void json(RestorePlanned plan, String outcome, ExitCode exitCode, String message, @Nullable Object event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", outcome);
        json.put("exitCode", exitCode.number());
        json.put("plan", plan);
        if (!message.isEmpty()) {
            json.put("message", message);
        }
        if (event != null) {
            json.put("answer", event);
        } else if (plan.obstacles().isEmpty()) {
            json.put("next", RestorePlanText.approval(plan));
        }
        results.json(json);
    }

    private static String label(ExitCode exitCode) {
        return switch (exitCode) {
            case OBSTACLES -> "obstacles";
            case UNAPPROVED -> "unapproved";
            case UNRESTORED -> "failed";
            case REJECTED -> "rejected";
            case TIMEOUT -> "timeout";
            case PARTLY -> "restored with findings";
            case OK,
                    UNEXPECTED,
                    USAGE,
                    FAILED,
                    CANCELLED,
                    CONDEMNED,
                    SUSPECTED,
                    INCONCLUSIVE,
                    UNREACHABLE,
                    UNDRILLED,
                    BROKEN,
                    UNCOMPARED -> throw new IllegalArgumentException("not an exit code of a restore: " + exitCode);
        };
    }
}
