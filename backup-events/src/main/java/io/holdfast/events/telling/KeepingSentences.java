package io.holdfast.events.telling;

import io.holdfast.events.KeepingEvent;
import io.holdfast.events.KeepingEvent.BackupExpired;
import io.holdfast.events.KeepingEvent.BackupExpiring;
import io.holdfast.events.KeepingEvent.BackupHeld;
import io.holdfast.events.KeepingEvent.BackupPinned;
import io.holdfast.events.KeepingEvent.BackupPromoted;
import io.holdfast.events.KeepingEvent.BackupReinstated;
import io.holdfast.events.KeepingEvent.BackupReleased;
import io.holdfast.events.KeepingEvent.BackupUnpinned;
import io.holdfast.events.KeepingEvent.CopyExpired;

/** What is said about keeping and deleting. */
final class KeepingSentences {

    private KeepingSentences() {}

    static String of(KeepingEvent event) {
        return switch (event) {
            case BackupHeld e -> "held by " + Claimed.name(e.by()) + Sentences.because(e.reason());
            case BackupReleased e -> "released by " + Claimed.name(e.by()) + Sentences.because(e.reason());
            case BackupPinned e -> "pinned by " + e.by() + " until " + Amounts.instant(e.until());
            case BackupUnpinned ignored -> "no longer pinned";
            case BackupExpiring e -> "about to be deleted: " + e.copy() + Sentences.because(e.reason());
            case BackupReinstated e -> "kept after all" + Sentences.because(e.reason());
            case CopyExpired e -> "copy " + e.copy() + " deleted" + Sentences.because(e.reason());
            case BackupExpired e -> "expired" + Sentences.because(e.reason());
            case BackupPromoted e -> "now stands for its tier: " + e.tier();
        };
    }
}
