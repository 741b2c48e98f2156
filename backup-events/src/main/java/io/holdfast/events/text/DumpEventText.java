package io.holdfast.events.text;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCancelled;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.DumpEvent.BackupMissed;
import io.holdfast.events.DumpEvent.BackupRejected;
import io.holdfast.events.DumpEvent.BackupStarted;
import java.util.List;
import java.util.stream.Collectors;

/** Texts of the events of dump-service and the scheduler. */
final class DumpEventText {

    private DumpEventText() {}

    static String of(DumpEvent event) {
        return switch (event) {
            case BackupAccepted e -> "accepted, " + e.kind().label() + EventText.quoted(e.label());
            case BackupRejected e -> "rejected" + EventText.because(e.message());
            case BackupStarted e -> "started, attempt " + e.attempt() + ", " + e.artifact();
            case BackupCompleted e -> "completed" + copies(e.copies());
            case BackupFailed e ->
                "attempt " + e.attempt() + " failed" + EventText.because(e.message()) + "; "
                        + EventText.again(e.retryAt(), "given up");
            case BackupCancelled e ->
                "canceled by " + UnverifiedRequesterName.name(e.by()) + EventText.because(e.reason());
            case BackupMissed e ->
                "MISSED, scheduled for " + HumanReadableAmount.instant(e.slot()) + EventText.because(e.message());
            case BackupImported e -> "imported" + copies(e.copies());
        };
    }

    private static String copies(List<BackupCopyRecord> copies) {
        return copies.stream()
                .map(copy -> copy.ref() + ", " + HumanReadableAmount.bytes(copy.bytes()))
                .collect(Collectors.joining("; ", ", ", ""));
    }
}
