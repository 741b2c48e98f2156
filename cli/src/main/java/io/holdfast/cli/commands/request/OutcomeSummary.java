package io.holdfast.cli.commands.request;

import io.holdfast.cli.await.BackupWaitResult;
import io.holdfast.cli.context.ExitCode;
import io.holdfast.events.Finding;
import io.holdfast.events.text.AmountText;
import io.holdfast.events.text.UnverifiedName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What each outcome means to a script and to a person. */
public final class OutcomeSummary {

    private OutcomeSummary() {}

    /** For a script. */
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

    /** One word, also for programs: {@code verified}, {@code failed}, … */
    public static String label(BackupWaitResult outcome) {
        return outcome instanceof BackupWaitResult.Reached reached
                ? reached.goal().name().toLowerCase(Locale.ROOT)
                : exitCode(outcome).name().toLowerCase(Locale.ROOT);
    }

    /** Why; empty where it was reached. */
    public static String message(BackupWaitResult outcome) {
        return switch (outcome) {
            case BackupWaitResult.Reached ignored -> "";
            case BackupWaitResult.Rejected rejected -> rejected.message();
            case BackupWaitResult.Unreadable unreadable -> "nobody could read the request: " + unreadable.reason();
            case BackupWaitResult.Failed failed -> failed.message();
            case BackupWaitResult.Cancelled cancelled ->
                "by " + UnverifiedName.name(cancelled.by()) + ": " + cancelled.reason();
            case BackupWaitResult.Condemned condemned -> joined(condemned.evidence());
            case BackupWaitResult.Suspected suspected -> joined(suspected.findings());
            case BackupWaitResult.Inconclusive unclear ->
                unclear.message()
                        + (unclear.retryAt() == null
                                ? ""
                                : "; it is tried again at " + AmountText.instant(unclear.retryAt()));
            case BackupWaitResult.OutOfTime ignored -> "not decided in the time given; the work goes on";
        };
    }

    /** What can be done now. */
    public static String hint(BackupWaitResult outcome, String backup) {
        return switch (outcome) {
            case BackupWaitResult.Reached ignored -> "";
            case BackupWaitResult.Rejected ignored ->
                "'holdfast doctor' tells which databases are configured and reachable";
            case BackupWaitResult.Unreadable ignored -> "is this command as new as the services?";
            case BackupWaitResult.Failed ignored -> "'holdfast doctor' looks for the cause from where the services run";
            case BackupWaitResult.Cancelled ignored -> "";
            case BackupWaitResult.Condemned ignored ->
                "do not rely on it; make another: holdfast backup --wait verified";
            case BackupWaitResult.Suspected ignored ->
                "look at it, and if it is good: holdfast accept " + backup + " --reason '…'";
            case BackupWaitResult.Inconclusive ignored -> "see later: holdfast show " + backup;
            case BackupWaitResult.OutOfTime ignored -> "see later: holdfast show " + backup;
        };
    }

    private static String joined(List<Finding> findings) {
        return findings.stream().map(Finding::text).collect(Collectors.joining("; "));
    }
}
