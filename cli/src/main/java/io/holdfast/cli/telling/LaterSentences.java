package io.holdfast.cli.telling;

import io.holdfast.cli.terminal.Amounts;
import io.holdfast.events.CopyEvent;
import io.holdfast.events.CopyEvent.BackupCopied;
import io.holdfast.events.CopyEvent.BackupProtected;
import io.holdfast.events.CopyEvent.CopyArchived;
import io.holdfast.events.CopyEvent.CopyFailed;
import io.holdfast.events.CopyEvent.CopyLocked;
import io.holdfast.events.CopyEvent.LockMissing;
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

/** What is said in a backup's later life: copies, drills, restores. */
final class LaterSentences {

    private LaterSentences() {}

    static String of(CopyEvent event) {
        return switch (event) {
            case BackupCopied e -> "copied to " + e.copy().ref();
            case CopyFailed e ->
                "copy to " + e.destination() + " failed" + Sentences.because(e.message()) + "; "
                        + Sentences.again(e.retryAt(), "given up");
            case CopyArchived e -> "copy " + e.copy().ref() + " moved to " + e.storageClass();
            case CopyLocked e -> "copy " + e.copy() + " locked until " + Amounts.instant(e.until());
            case BackupProtected ignored -> "has every copy that it should have";
            case LockMissing e ->
                "copy " + e.copy() + " is not locked until " + Amounts.instant(e.requiredUntil()) + ", as it should be";
        };
    }

    static String of(DrillEvent event) {
        return switch (event) {
            case DrillStarted ignored -> "drill started";
            case DrillCompleted e ->
                "drilled to level " + e.level() + " in " + Amounts.duration(e.took())
                        + Sentences.findings(e.findings());
            case DrillFailed e -> "DRILL FAILED" + Sentences.findings(e.findings());
            case DrillImpossible e -> "cannot be drilled here" + Sentences.findings(e.missing());
            case DrillOverdue e -> "DRILL OVERDUE since " + Amounts.instant(e.dueSince());
        };
    }

    static String of(RestoreEvent event) {
        return switch (event) {
            case RestorePlanned e ->
                "restore planned: " + e.mode() + " into " + e.target() + " from " + e.copy()
                        + (e.obstacles().isEmpty() ? "" : ", NOT POSSIBLE" + Sentences.findings(e.obstacles()));
            case RestoreStarted e -> "restore into " + e.target() + " started, " + e.mode();
            case RestoreCompleted e ->
                "restored into " + e.target() + " in " + Amounts.duration(e.took()) + Sentences.findings(e.findings());
            case RestoreFailed e -> "RESTORE FAILED" + Sentences.because(e.message());
            case RestoreReverted e -> "taken back by " + e.by() + "; the restored database is kept as " + e.keptAs();
            case KeptDropped e -> "kept database " + e.name() + " dropped by " + e.by();
        };
    }
}
