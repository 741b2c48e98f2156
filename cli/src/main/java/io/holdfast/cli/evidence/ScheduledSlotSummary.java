package io.holdfast.cli.evidence;

import io.holdfast.events.BackupId;
import io.holdfast.events.BackupKind;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.DumpEvent.BackupAccepted;
import io.holdfast.events.DumpEvent.BackupCancelled;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupMissed;
import io.holdfast.events.Envelope;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The slots of the schedule, and whether each had its backup. */
final class ScheduledSlotSummary {

    private record Key(String database, String kind, Instant slot) {}

    private final Map<Key, EvidenceScheduledSlot> slots = new HashMap<>();
    private final Map<BackupId, EvidenceScheduledSlot> byBackup = new HashMap<>();

    /** @param ledger slots of scheduler-service; events take precedence */
    ScheduledSlotSummary(List<EvidenceScheduledSlot> ledger) {
        ledger.forEach(slot -> slots.put(new Key(slot.database(), slot.kind(), slot.slot()), slot));
    }

    void add(Envelope<?> envelope) {
        if (envelope.message() instanceof BackupAccepted e
                && e.slot() != null
                && isNew(e.database(), e.kind(), e.slot())) {
            put(e.database(), e.kind(), e.slot(), "open", e.backup(), null);
        } else if (envelope.message() instanceof BackupCompleted e && e.slot() != null) {
            put(e.database(), e.kind(), e.slot(), wasMissed(e) ? "late" : "met", e.backup(), null);
        } else if (envelope.message() instanceof BackupMissed e) {
            put(e.database(), e.kind(), e.slot(), "missed", e.backup(), e.message());
        } else if (envelope.message() instanceof BackupFailed e && e.isFinal()) {
            failed(e.backup(), e.message());
        } else if (envelope.message() instanceof BackupCancelled e) {
            failed(e.backup(), "cancelled by " + e.by() + ": " + e.reason());
        }
    }

    private boolean isNew(DatabaseId database, BackupKind kind, Instant slot) {
        EvidenceScheduledSlot known = slots.get(new Key(database.value(), kind.label(), slot));
        return known == null || known.state().equals("open");
    }

    private boolean wasMissed(BackupCompleted event) {
        EvidenceScheduledSlot known = byBackup.get(event.backup());
        return known != null && known.state().equals("missed");
    }

    private void failed(BackupId backup, String why) {
        EvidenceScheduledSlot known = byBackup.get(backup);
        if (known != null && known.state().equals("open")) {
            keep(
                    new EvidenceScheduledSlot(
                            known.database(), known.kind(), known.slot(), "failed", known.backup(), why),
                    backup);
        }
    }

    private void put(
            DatabaseId database, BackupKind kind, Instant slot, String state, BackupId backup, @Nullable String note) {
        keep(new EvidenceScheduledSlot(database.value(), kind.label(), slot, state, backup.toString(), note), backup);
    }

    private void keep(EvidenceScheduledSlot slot, BackupId backup) {
        slots.put(new Key(slot.database(), slot.kind(), slot.slot()), slot);
        byBackup.put(backup, slot);
    }

    List<EvidenceScheduledSlot> rows() {
        return slots.values().stream()
                .sorted(Comparator.comparing(EvidenceScheduledSlot::slot)
                        .thenComparing(EvidenceScheduledSlot::database)
                        .thenComparing(EvidenceScheduledSlot::kind))
                .toList();
    }
}
