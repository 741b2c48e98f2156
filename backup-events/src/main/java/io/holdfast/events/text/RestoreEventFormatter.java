package io.holdfast.events.text;

import io.holdfast.events.DrillEvent;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DrillEvent.DrillImpossible;
import io.holdfast.events.DrillEvent.DrillOverdue;
import io.holdfast.events.DrillEvent.DrillStarted;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RestoreEvent.KeptDropped;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.RestoreEvent.RestoreReverted;
import io.holdfast.events.RestoreEvent.RestoreStarted;

/** Texts of the events about drills and restores. */
final class RestoreEventFormatter {

    private RestoreEventFormatter() {}

    static String of(DrillEvent event) {
        return switch (event) {
            case DrillStarted e -> "drill started" + (e.request() == null ? ", as scheduled" : ", on request");
            case DrillCompleted e ->
                "drill passed to level " + e.level() + " in " + HumanReadableAmountFormatter.duration(e.took())
                        + objective(e) + EventSummaryFormatter.findings(e.findings());
            case DrillFailed e -> "DRILL FAILED" + EventSummaryFormatter.findings(e.findings());
            case DrillImpossible e -> "drill not possible" + EventSummaryFormatter.findings(e.missing());
            case DrillOverdue e ->
                "DRILL OVERDUE since " + HumanReadableAmountFormatter.instant(e.dueSince())
                        + (e.lastDrill() == null
                                ? ", never drilled"
                                : ", last drill at " + HumanReadableAmountFormatter.instant(e.lastDrill()));
        };
    }

    private static String objective(DrillCompleted event) {
        if (event.objective() == null) {
            return "";
        }
        return (event.took().compareTo(event.objective()) <= 0 ? " (objective: " : " (OBJECTIVE EXCEEDED: ")
                + HumanReadableAmountFormatter.duration(event.objective()) + ")";
    }

    static String of(RestoreEvent event) {
        return switch (event) {
            case RestorePlanned e ->
                "restore planned: " + e.mode() + " into " + e.target() + " from " + e.copy()
                        + (e.obstacles().isEmpty()
                                ? ""
                                : ", NOT POSSIBLE" + EventSummaryFormatter.findings(e.obstacles()));
            case RestoreStarted e ->
                "restore into " + e.target() + " started, " + e.mode()
                        + (e.attempt() > 1 ? ", attempt " + e.attempt() : "");
            case RestoreCompleted e ->
                "restored into " + e.target() + " in " + HumanReadableAmountFormatter.duration(e.took())
                        + (e.keptAs() == null ? "" : ", the former database is kept as " + e.keptAs())
                        + (e.notRestored() == null
                                ? ""
                                : ", WITH FINDINGS" + EventSummaryFormatter.findings(e.notRestored()))
                        + EventSummaryFormatter.findings(e.findings());
            case RestoreFailed e ->
                "RESTORE FAILED, the live database is unchanged" + EventSummaryFormatter.because(e.message());
            case RestoreReverted e ->
                "reverted by " + UnverifiedRequesterName.name(e.by()) + "; the restored database is kept as "
                        + e.keptAs();
            case KeptDropped e -> "kept database " + e.name() + " dropped by " + UnverifiedRequesterName.name(e.by());
        };
    }
}
