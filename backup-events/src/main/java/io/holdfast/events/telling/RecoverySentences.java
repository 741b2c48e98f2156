package io.holdfast.events.telling;

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

/** What is said of getting a backup back: drills and restores. */
final class RecoverySentences {

    private RecoverySentences() {}

    static String of(DrillEvent event) {
        return switch (event) {
            case DrillStarted e -> "drill started" + (e.request() == null ? ", it is its turn" : ", as somebody asked");
            case DrillCompleted e ->
                "drilled to level " + e.level() + " in " + Amounts.duration(e.took()) + objective(e)
                        + Sentences.findings(e.findings());
            case DrillFailed e -> "DRILL FAILED" + Sentences.findings(e.findings());
            case DrillImpossible e -> "cannot be drilled here" + Sentences.findings(e.missing());
            case DrillOverdue e ->
                "DRILL OVERDUE since " + Amounts.instant(e.dueSince())
                        + (e.lastDrill() == null
                                ? ", and never drilled"
                                : ", last drilled at " + Amounts.instant(e.lastDrill()));
        };
    }

    private static String objective(DrillCompleted event) {
        if (event.objective() == null) {
            return "";
        }
        return (event.took().compareTo(event.objective()) <= 0 ? " (promised: " : " (LONGER THAN PROMISED: ")
                + Amounts.duration(event.objective()) + ")";
    }

    static String of(RestoreEvent event) {
        return switch (event) {
            case RestorePlanned e ->
                "restore planned: " + e.mode() + " into " + e.target() + " from " + e.copy()
                        + (e.obstacles().isEmpty() ? "" : ", NOT POSSIBLE" + Sentences.findings(e.obstacles()));
            case RestoreStarted e ->
                "restore into " + e.target() + " started, " + e.mode()
                        + (e.attempt() > 1 ? ", attempt " + e.attempt() : "");
            case RestoreCompleted e ->
                "restored into " + e.target() + " in " + Amounts.duration(e.took())
                        + (e.keptAs() == null ? "" : ", the one before is kept as " + e.keptAs())
                        + (e.notRestored() == null ? "" : ", WITH FINDINGS" + Sentences.findings(e.notRestored()))
                        + Sentences.findings(e.findings());
            case RestoreFailed e -> "RESTORE FAILED, the live database is as it was" + Sentences.because(e.message());
            case RestoreReverted e ->
                "taken back by " + Claimed.name(e.by()) + "; the restored database is kept as " + e.keptAs();
            case KeptDropped e -> "kept database " + e.name() + " dropped by " + Claimed.name(e.by());
        };
    }
}
