package io.holdfast.events.text;

import io.holdfast.events.CopyEvent;
import io.holdfast.events.CopyEvent.BackupCopied;
import io.holdfast.events.CopyEvent.BackupProtected;
import io.holdfast.events.CopyEvent.CopyArchived;
import io.holdfast.events.CopyEvent.CopyFailed;
import io.holdfast.events.CopyEvent.CopyLocked;
import io.holdfast.events.CopyEvent.LockMissing;

/** Texts of events about a backup's copies. */
final class BackupCopyEventText {

    private BackupCopyEventText() {}

    static String of(CopyEvent event) {
        return switch (event) {
            case BackupCopied e -> "copied to " + e.copy().ref();
            case CopyFailed e ->
                "copy to " + e.destination() + " failed" + EventText.because(e.message()) + "; "
                        + EventText.again(e.retryAt(), "given up");
            case CopyArchived e -> "copy " + e.copy().ref() + " moved to " + e.storageClass();
            case CopyLocked e -> "copy " + e.copy() + " locked until " + AmountText.instant(e.until());
            case BackupProtected ignored -> "all required copies exist and are verified";
            case LockMissing e ->
                "copy " + e.copy() + " is not locked until " + AmountText.instant(e.requiredUntil()) + ", as required";
        };
    }
}
