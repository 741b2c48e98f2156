package io.holdfast.events.text;

import io.holdfast.events.BackupCopyEvent;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.Finding;
import io.holdfast.events.OperatorEvent;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RetentionEvent;
import io.holdfast.events.VerificationEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Formats a short text for each event, without the database and the backup, which the caller shows beside it. Not yet made printable. */
public final class EventSummaryFormatter {

    private EventSummaryFormatter() {}

    public static String of(BackupEvent event) {
        return switch (event) {
            case DumpEvent e -> DumpEventFormatter.of(e);
            case VerificationEvent e -> VerificationEventFormatter.of(e);
            case RetentionEvent e -> RetentionEventFormatter.of(e);
            case OperatorEvent e -> OperatorEventFormatter.of(e);
            case BackupCopyEvent e -> BackupCopyEventFormatter.of(e);
            case DrillEvent e -> RestoreEventFormatter.of(e);
            case RestoreEvent e -> RestoreEventFormatter.of(e);
        };
    }

    static String quoted(@Nullable String label) {
        return label == null ? "" : " \"" + label + "\"";
    }

    static String because(String reason) {
        return reason.isBlank() ? "" : ": " + reason;
    }

    static String findings(List<Finding> findings) {
        return findings.isEmpty()
                ? ""
                : ": " + findings.stream().map(Finding::text).collect(Collectors.joining("; "));
    }

    static String again(@Nullable Instant retryAt, String otherwise) {
        return retryAt == null ? otherwise : "next attempt at " + HumanReadableAmountFormatter.instant(retryAt);
    }
}
