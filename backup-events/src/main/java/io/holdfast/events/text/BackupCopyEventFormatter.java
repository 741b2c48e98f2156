package io.holdfast.events.text;

import io.holdfast.events.BackupCopyEvent;
import io.holdfast.events.BackupCopyEvent.BackupCopied;
import io.holdfast.events.BackupCopyEvent.BackupProtected;
import io.holdfast.events.BackupCopyEvent.CopyArchived;
import io.holdfast.events.BackupCopyEvent.CopyFailed;
import io.holdfast.events.BackupCopyEvent.CopyLocked;
import io.holdfast.events.BackupCopyEvent.LockMissing;

/** Texts of events about a backup's copies. */
final class BackupCopyEventFormatter {

    private BackupCopyEventFormatter() {}

    static String of(BackupCopyEvent event) {
        return switch (event) {
            case BackupCopied e -> "copied to " + e.copy().ref();
            case CopyFailed e ->
                "copy to " + e.destination() + " failed" + EventSummaryFormatter.because(e.message()) + "; "
                        + EventSummaryFormatter.again(e.retryAt(), "given up");
            case CopyArchived e -> "copy " + e.copy().ref() + " moved to " + e.storageClass();
            case CopyLocked e ->
                "copy " + e.copy() + " locked until " + HumanReadableAmountFormatter.instant(e.until());
            case BackupProtected ignored -> "all required copies exist and are verified";
            case LockMissing e ->
                "copy " + e.copy() + " is not locked until " + HumanReadableAmountFormatter.instant(e.requiredUntil())
                        + ", as required";
        };
    }
}
