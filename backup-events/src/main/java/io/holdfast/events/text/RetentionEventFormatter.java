package io.holdfast.events.text;

import io.holdfast.events.RetentionEvent;
import io.holdfast.events.RetentionEvent.BackupExpired;
import io.holdfast.events.RetentionEvent.BackupExpiring;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.RetentionEvent.BackupPinned;
import io.holdfast.events.RetentionEvent.BackupPromoted;
import io.holdfast.events.RetentionEvent.BackupReinstated;
import io.holdfast.events.RetentionEvent.BackupReleased;
import io.holdfast.events.RetentionEvent.BackupUnpinned;
import io.holdfast.events.RetentionEvent.CopyExpired;

/** Texts of the events about retention and deletion. */
final class RetentionEventFormatter {

    private RetentionEventFormatter() {}

    static String of(RetentionEvent event) {
        return switch (event) {
            case BackupHeld e ->
                "held by " + UnverifiedRequesterName.name(e.by()) + EventSummaryFormatter.because(e.reason());
            case BackupReleased e ->
                "released by " + UnverifiedRequesterName.name(e.by()) + EventSummaryFormatter.because(e.reason());
            case BackupPinned e -> "pinned by " + e.by() + " until " + HumanReadableAmountFormatter.instant(e.until());
            case BackupUnpinned ignored -> "no longer pinned";
            case BackupExpiring e -> "about to be deleted: " + e.copy() + EventSummaryFormatter.because(e.reason());
            case BackupReinstated e -> "deletion withdrawn" + EventSummaryFormatter.because(e.reason());
            case CopyExpired e -> "copy " + e.copy() + " deleted" + EventSummaryFormatter.because(e.reason());
            case BackupExpired e -> "expired" + EventSummaryFormatter.because(e.reason());
            case BackupPromoted e -> "now represents its tier: " + e.tier();
        };
    }
}
