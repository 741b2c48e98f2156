package io.holdfast.cli.asking;

import io.holdfast.cli.session.ExitCode;
import io.holdfast.cli.waiting.Outcome;
import io.holdfast.events.Finding;
import io.holdfast.events.telling.Amounts;
import io.holdfast.events.telling.Claimed;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What each outcome means to a script and to a person. */
public final class Endings {

    private Endings() {}

    /** For a script. */
    public static ExitCode exitCode(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Reached ignored -> ExitCode.OK;
            case Outcome.Rejected ignored -> ExitCode.REJECTED;
            case Outcome.Unreadable ignored -> ExitCode.REJECTED;
            case Outcome.Failed ignored -> ExitCode.FAILED;
            case Outcome.Cancelled ignored -> ExitCode.CANCELLED;
            case Outcome.Condemned ignored -> ExitCode.CONDEMNED;
            case Outcome.Suspected ignored -> ExitCode.SUSPECTED;
            case Outcome.Inconclusive ignored -> ExitCode.INCONCLUSIVE;
            case Outcome.OutOfTime ignored -> ExitCode.TIMEOUT;
        };
    }

    /** One word, also for programs: {@code verified}, {@code failed}, … */
    public static String word(Outcome outcome) {
        return outcome instanceof Outcome.Reached reached
                ? reached.goal().name().toLowerCase(Locale.ROOT)
                : exitCode(outcome).name().toLowerCase(Locale.ROOT);
    }

    /** Why; empty where it was reached. */
    public static String message(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Reached ignored -> "";
            case Outcome.Rejected rejected -> rejected.message();
            case Outcome.Unreadable unreadable -> "nobody could read the request: " + unreadable.reason();
            case Outcome.Failed failed -> failed.message();
            case Outcome.Cancelled cancelled -> "by " + Claimed.name(cancelled.by()) + ": " + cancelled.reason();
            case Outcome.Condemned condemned -> joined(condemned.evidence());
            case Outcome.Suspected suspected -> joined(suspected.findings());
            case Outcome.Inconclusive unclear ->
                unclear.message()
                        + (unclear.retryAt() == null
                                ? ""
                                : "; it is tried again at " + Amounts.instant(unclear.retryAt()));
            case Outcome.OutOfTime ignored -> "not decided in the time given; the work goes on";
        };
    }

    /** What can be done now. */
    public static String hint(Outcome outcome, String backup) {
        return switch (outcome) {
            case Outcome.Reached ignored -> "";
            case Outcome.Rejected ignored -> "'holdfast doctor' tells which databases are configured and reachable";
            case Outcome.Unreadable ignored -> "is this command as new as the services?";
            case Outcome.Failed ignored -> "'holdfast doctor' looks for the cause from where the services run";
            case Outcome.Cancelled ignored -> "";
            case Outcome.Condemned ignored -> "do not rely on it; make another: holdfast backup --wait verified";
            case Outcome.Suspected ignored ->
                "look at it, and if it is good: holdfast accept " + backup + " --reason '…'";
            case Outcome.Inconclusive ignored -> "see later: holdfast show " + backup;
            case Outcome.OutOfTime ignored -> "see later: holdfast show " + backup;
        };
    }

    private static String joined(List<Finding> findings) {
        return findings.stream().map(Finding::text).collect(Collectors.joining("; "));
    }
}
