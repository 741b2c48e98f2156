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
final class DumpEventFormatter {

    private DumpEventFormatter() {}

    static String of(DumpEvent event) {
        return switch (event) {
            case BackupAccepted e -> "accepted, " + e.kind().label() + EventSummaryFormatter.quoted(e.label());
            case BackupRejected e -> "rejected" + EventSummaryFormatter.because(e.message());
            case BackupStarted e -> "started, attempt " + e.attempt() + ", " + e.artifact();
            case BackupCompleted e -> "completed" + copies(e.copies());
            case BackupFailed e ->
                "attempt " + e.attempt() + " failed" + EventSummaryFormatter.because(e.message()) + "; "
                        + EventSummaryFormatter.again(e.retryAt(), "given up");
            case BackupCancelled e ->
                "canceled by " + UnverifiedRequesterName.name(e.by()) + EventSummaryFormatter.because(e.reason());
            case BackupMissed e ->
                "MISSED, scheduled for " + HumanReadableAmountFormatter.instant(e.slot())
                        + EventSummaryFormatter.because(e.message());
            case BackupImported e -> "imported" + copies(e.copies());
        };
    }

    private static String copies(List<BackupCopyRecord> copies) {
        return copies.stream()
                .map(copy -> copy.ref() + ", " + HumanReadableAmountFormatter.bytes(copy.bytes()))
                .collect(Collectors.joining("; ", ", ", ""));
    }
}
