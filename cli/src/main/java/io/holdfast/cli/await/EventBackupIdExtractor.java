package io.holdfast.cli.await;

import io.holdfast.events.BackupCopyEvent;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.DrillEvent;
import io.holdfast.events.DrillEvent.DrillCompleted;
import io.holdfast.events.DrillEvent.DrillFailed;
import io.holdfast.events.DrillEvent.DrillImpossible;
import io.holdfast.events.DrillEvent.DrillOverdue;
import io.holdfast.events.DrillEvent.DrillStarted;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.OperatorEvent;
import io.holdfast.events.RestoreEvent;
import io.holdfast.events.RetentionEvent;
import io.holdfast.events.VerificationEvent;
import java.util.Optional;

/** Finds the backup that an event is about. */
public final class EventBackupIdExtractor {

    private EventBackupIdExtractor() {}

    /** The backup; empty if the event is about a whole database. */
    public static Optional<BackupId> backupOf(BackupEvent event) {
        return switch (event) {
            case DumpEvent e -> Optional.of(e.backup());
            case VerificationEvent e -> Optional.of(e.backup());
            case RetentionEvent e -> Optional.of(e.backup());
            case BackupCopyEvent e -> Optional.of(e.backup());
            case RestoreEvent e -> Optional.of(e.backup());
            case DrillEvent e -> drilled(e);
            case OperatorEvent ignored -> Optional.empty();
        };
    }

    private static Optional<BackupId> drilled(DrillEvent event) {
        return switch (event) {
            case DrillStarted e -> Optional.of(e.backup());
            case DrillCompleted e -> Optional.of(e.backup());
            case DrillFailed e -> Optional.of(e.backup());
            case DrillImpossible e -> Optional.of(e.backup());
            case DrillOverdue ignored -> Optional.empty();
        };
    }
}
