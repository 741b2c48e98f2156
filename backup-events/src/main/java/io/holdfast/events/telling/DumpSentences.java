package io.holdfast.events.telling;

import io.holdfast.events.Copy;
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

/** What dump-service and the scheduler say. */
final class DumpSentences {

    private DumpSentences() {}

    static String of(DumpEvent event) {
        return switch (event) {
            case BackupAccepted e -> "accepted, " + e.kind().word() + Sentences.quoted(e.label());
            case BackupRejected e -> "rejected" + Sentences.because(e.message());
            case BackupStarted e -> "started, attempt " + e.attempt() + ", " + e.artifact();
            case BackupCompleted e -> "completed" + copies(e.copies());
            case BackupFailed e ->
                "attempt " + e.attempt() + " failed" + Sentences.because(e.message()) + "; "
                        + Sentences.again(e.retryAt(), "given up");
            case BackupCancelled e -> "cancelled by " + Claimed.name(e.by()) + Sentences.because(e.reason());
            case BackupMissed e -> "MISSED, planned for " + Amounts.instant(e.slot()) + Sentences.because(e.message());
            case BackupImported e -> "imported" + copies(e.copies());
        };
    }

    private static String copies(List<Copy> copies) {
        return copies.stream()
                .map(copy -> copy.ref() + ", " + Amounts.bytes(copy.bytes()))
                .collect(Collectors.joining("; ", ", ", ""));
    }
}
