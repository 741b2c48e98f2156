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

/** A short text for each event, without the database and the backup, which the caller shows beside it. Not yet made printable. */
public final class EventText {

    private EventText() {}

    public static String of(BackupEvent event) {
        return switch (event) {
            case DumpEvent e -> DumpEventText.of(e);
            case VerificationEvent e -> VerificationEventText.of(e);
            case RetentionEvent e -> RetentionEventText.of(e);
            case OperatorEvent e -> OperatorEventText.of(e);
            case BackupCopyEvent e -> BackupCopyEventText.of(e);
            case DrillEvent e -> RestoreEventText.of(e);
            case RestoreEvent e -> RestoreEventText.of(e);
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
        return retryAt == null ? otherwise : "next attempt at " + HumanReadableAmount.instant(retryAt);
    }
}
