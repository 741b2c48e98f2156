package io.holdfast.retention.expiring;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.RetentionEvent.BackupExpired;
import io.holdfast.events.RetentionEvent.BackupExpiring;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.RetentionEvent.BackupPinned;
import io.holdfast.events.RetentionEvent.BackupReinstated;
import io.holdfast.events.RetentionEvent.BackupReleased;
import io.holdfast.events.RetentionEvent.BackupUnpinned;
import io.holdfast.events.RetentionEvent.CopyExpired;
import io.holdfast.events.VerificationEvent.BackupCondemned;
import io.holdfast.events.VerificationEvent.BackupSuspected;
import io.holdfast.events.VerificationEvent.BackupVerified;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The expected state after the first entries of an event log, computed as simply as possible and without the code under
 * test.
 */
final class Oracle {

    final Map<BackupId, BackupKind> kinds = new HashMap<>();
    final Map<BackupId, Instant> startedAt = new HashMap<>();
    final Map<BackupId, String> states = new HashMap<>();
    final Map<BackupId, Instant> pins = new HashMap<>();
    final Set<BackupId> held = new HashSet<>();
    final Map<UUID, BackupExpiring> openIntents = new HashMap<>();
    final Map<UUID, Integer> endsOfIntents = new HashMap<>();

    private Oracle() {}

    static Oracle of(List<MemoryLog.Entry> log, int entries) {
        Oracle oracle = new Oracle();
        Set<UUID> seen = new HashSet<>();
        for (MemoryLog.Entry entry : log.subList(0, entries)) {
            if (seen.add(entry.id())) {
                oracle.receive(entry.event());
            }
        }
        return oracle;
    }

    /** The position of the intent in the log. */
    static int positionOf(UUID intent, List<MemoryLog.Entry> log) {
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).event() instanceof BackupExpiring e && e.intent().equals(intent)) {
                return i;
            }
        }
        throw new AssertionError("intent " + intent + " was never published");
    }

    private void receive(BackupEvent event) {
        switch (event) {
            case BackupCompleted e -> {
                kinds.put(e.backup(), e.kind());
                startedAt.put(e.backup(), e.startedAt());
                states.put(e.backup(), "completed");
            }
            case BackupVerified e -> become(e.backup(), "verified");
            case BackupSuspected e -> become(e.backup(), "suspected");
            case BackupCondemned e -> become(e.backup(), "condemned");
            case SuspicionAccepted e -> states.replace(e.backup(), "suspected", "verified");
            case BackupHeld e -> held.add(e.backup());
            case BackupReleased e -> held.remove(e.backup());
            case BackupPinned e -> pins.put(e.backup(), e.until());
            case BackupUnpinned e -> pins.remove(e.backup());
            case BackupExpiring e -> openIntents.put(e.intent(), e);
            case BackupReinstated e -> end(e.intent());
            case CopyExpired e -> end(e.intent());
            case BackupExpired e -> states.put(e.backup(), "expired");
            default -> {}
        }
    }

    private void end(UUID intent) {
        openIntents.remove(intent);
        endsOfIntents.merge(intent, 1, Integer::sum);
    }

    private void become(BackupId backup, String state) {
        states.computeIfPresent(backup, (id, before) -> before.equals("expired") ? before : state);
    }
}
