package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.BackupWaitResult;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.Finding;
import io.holdfast.events.text.HumanReadableAmountFormatter;
import io.holdfast.events.text.UnverifiedRequesterName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats each outcome: exit code, label, message and hint. */
public final class BackupWaitResultFormatter {

    private BackupWaitResultFormatter() {}

    /** The exit code. */
    public static ExitCode exitCode(BackupWaitResult outcome) {
        return switch (outcome) {
            case BackupWaitResult.Reached ignored -> ExitCode.OK;
            case BackupWaitResult.Rejected ignored -> ExitCode.REJECTED;
            case BackupWaitResult.Unreadable ignored -> ExitCode.REJECTED;
            case BackupWaitResult.Failed ignored -> ExitCode.FAILED;
            case BackupWaitResult.Cancelled ignored -> ExitCode.CANCELLED;
            case BackupWaitResult.Condemned ignored -> ExitCode.CONDEMNED;
            case BackupWaitResult.Suspected ignored -> ExitCode.SUSPECTED;
            case BackupWaitResult.Inconclusive ignored -> ExitCode.INCONCLUSIVE;
            case BackupWaitResult.OutOfTime ignored -> ExitCode.TIMEOUT;
        };
    }

    /** The outcome as one word, which is also in the JSON output: {@code verified}, {@code failed}, … */
    public static String label(BackupWaitResult outcome) {
        return outcome instanceof BackupWaitResult.Reached reached
                ? reached.goal().name().toLowerCase(Locale.ROOT)
                : exitCode(outcome).name().toLowerCase(Locale.ROOT);
    }

    /** The reason; empty if the goal was reached. */
    public static String message(BackupWaitResult outcome) {
        return switch (outcome) {
            case BackupWaitResult.Reached ignored -> "";
            case BackupWaitResult.Rejected rejected -> rejected.message();
            case BackupWaitResult.Unreadable unreadable -> "no service could read the request: " + unreadable.reason();
            case BackupWaitResult.Failed failed -> failed.message();
            case BackupWaitResult.Cancelled cancelled ->
                "by " + UnverifiedRequesterName.name(cancelled.by()) + ": " + cancelled.reason();
            case BackupWaitResult.Condemned condemned -> joined(condemned.evidence());
            case BackupWaitResult.Suspected suspected -> joined(suspected.findings());
            case BackupWaitResult.Inconclusive unclear ->
                unclear.message()
                        + (unclear.retryAt() == null
                                ? ""
                                : "; next attempt at " + HumanReadableAmountFormatter.instant(unclear.retryAt()));
            case BackupWaitResult.OutOfTime ignored -> "no result within the timeout; the operation continues";
        };
    }

    /** The next step for the operator; empty if there is none. */
    public static String hint(BackupWaitResult outcome, String backup) {
        return switch (outcome) {
            case BackupWaitResult.Reached ignored -> "";
            case BackupWaitResult.Rejected ignored ->
                "run 'holdfast doctor' to see which databases are configured and reachable";
            case BackupWaitResult.Unreadable ignored -> "check that this command has the same version as the services";
            case BackupWaitResult.Failed ignored -> "run 'holdfast doctor' to find the cause";
            case BackupWaitResult.Cancelled ignored -> "";
            case BackupWaitResult.Condemned ignored ->
                "do not use this backup; create another one: holdfast backup --wait verified";
            case BackupWaitResult.Suspected ignored ->
                "check the findings; if the backup is good: holdfast accept " + backup + " --reason '…'";
            case BackupWaitResult.Inconclusive ignored -> "to see its state later: holdfast show " + backup;
            case BackupWaitResult.OutOfTime ignored -> "to see its state later: holdfast show " + backup;
        };
    }

    private static String joined(List<Finding> findings) {
        return findings.stream().map(Finding::text).collect(Collectors.joining("; "));
    }
}
