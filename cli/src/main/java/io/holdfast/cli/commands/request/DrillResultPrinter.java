package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.DrillWaitResult;
import io.holdfast.cli.context.CommandContext;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.cli.terminal.ResultPrinter;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DrillEvent.DrillImpossible;
import io.holdfast.events.Finding;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.text.HumanReadableAmountFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints the result of {@code holdfast drill} as text or JSON. */
final class DrillResultPrinter {

    private final CommandContext context;
    private final ResultPrinter results;

    DrillResultPrinter(CommandContext context) {
        this.context = context;
        this.results = new ResultPrinter(context.screen());
    }

    void requested(DrillRequested drill) {
        if (context.options().json()) {
            json("requested", ExitCode.OK, "", null);
            return;
        }
        results.line("requested a drill of " + drill.database());
        results.line("  to follow it: holdfast events --follow --database " + drill.database());
    }

    int ended(DrillRequested drill, DrillWaitResult outcome) {
        return switch (outcome) {
            case DrillWaitResult.Completed(DrillCompleted event) -> completed(event);
            case DrillWaitResult.Failed(DrillFailed event) ->
                badly(
                        "failed",
                        ExitCode.UNDRILLED,
                        event.backup() + " of " + event.database(),
                        event.findings(),
                        "to see PostgreSQL's messages: holdfast show " + event.drill()
                                + " --log; until this is fixed, do not rely on the recovery time objective",
                        event);
            case DrillWaitResult.Impossible(DrillImpossible event) ->
                badly(
                        "impossible",
                        ExitCode.INCONCLUSIVE,
                        "the scratch server lacks something that the drill requires; this does not mean that the"
                                + " backup " + event.backup() + " is corrupt",
                        event.missing(),
                        "install what is missing, and start the drill again; to see PostgreSQL's messages: holdfast show "
                                + event.drill() + " --log",
                        event);
            case DrillWaitResult.Refused(String message) ->
                badly(
                        "rejected",
                        ExitCode.REJECTED,
                        message,
                        List.of(),
                        "run 'holdfast doctor' to see the configuration",
                        null);
            case DrillWaitResult.OutOfTime ignored ->
                badly(
                        "timeout",
                        ExitCode.TIMEOUT,
                        "the drill has not ended within the timeout, and continues",
                        List.of(),
                        "to see its result later: holdfast events --database " + drill.database(),
                        null);
        };
    }

    private int completed(DrillCompleted event) {
        if (context.options().json()) {
            json("drilled", ExitCode.OK, "", event);
            return ExitCode.OK.number();
        }
        results.field("drilled", event.backup() + " of " + event.database());
        results.field("level", event.level().name());
        results.field("took", HumanReadableAmountFormatter.duration(event.took()) + objective(event));
        RestoreReportText.print(results, event.report(), event.findings());
        return ExitCode.OK.number();
    }

    private static String objective(DrillCompleted event) {
        if (event.objective() == null) {
            return "; no recovery time objective is configured";
        }
        return (event.took().compareTo(event.objective()) <= 0 ? ", within" : ", LONGER THAN")
                + " the recovery time objective of " + HumanReadableAmountFormatter.duration(event.objective());
    }

    private int badly(
            String word,
            ExitCode exitCode,
            String message,
            List<Finding> findings,
            String hint,
            @Nullable Object event) {
        if (context.options().json()) {
            json(word, exitCode, message, event);
            return exitCode.number();
        }
        results.field(word, message);
        findings.forEach(finding -> results.field("", "  - " + finding.text()));
        results.field("hint", hint);
        return exitCode.number();
    }

    private void json(String outcome, ExitCode exitCode, String message, @Nullable Object event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", outcome);
        json.put("exitCode", exitCode.number());
        if (!message.isEmpty()) {
            json.put("message", message);
        }
        if (event != null) {
            json.put("answer", event);
        }
        results.json(json);
    }
}
