package io.holdfast.cli.evidence;

import io.holdfast.cli.evidence.EvidenceSummary.DecisionRow;
import io.holdfast.cli.evidence.EvidenceSummary.DeletionRow;
import io.holdfast.cli.evidence.EvidenceSummary.HoldRow;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.DumpEvent.BackupCancelled;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorEvent.PlanApproved;
import io.holdfast.events.OperatorRequest.ApproveRestoreRequested;
import io.holdfast.events.RestoreEvent.KeptDropped;
import io.holdfast.events.RestoreEvent.RestoreReverted;
import io.holdfast.events.RetentionEvent.BackupExpired;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.RetentionEvent.BackupReleased;
import io.holdfast.events.RetentionEvent.CopyExpired;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deletions with their reasons, decisions of operators, and holds. */
final class OperatorDecisionSummary {

    private final List<DeletionRow> deletions = new ArrayList<>();
    private final List<DecisionRow> decisions = new ArrayList<>();
    private final List<HoldRow> released = new ArrayList<>();
    private final Map<BackupId, HoldRow> held = new LinkedHashMap<>();

    void add(Envelope<?> envelope) {
        if (envelope.message() instanceof ApproveRestoreRequested r) {
            decisions.add(new DecisionRow(
                    envelope.time(), r.database(), r.by(), "restore plan " + r.plan() + " approved", null));
        } else if (envelope.message() instanceof BackupEvent event) {
            deleted(event, envelope.time());
            held(event, envelope.time());
            decided(event, envelope.time());
        }
    }

    private void deleted(BackupEvent event, Instant at) {
        String database = event.database().value();
        if (event instanceof CopyExpired e) {
            deletions.add(
                    new DeletionRow(database, e.backup().toString(), e.copy().toString(), at, e.reason()));
        } else if (event instanceof BackupExpired e) {
            deletions.add(new DeletionRow(database, e.backup().toString(), null, at, e.reason()));
        }
    }

    private void held(BackupEvent event, Instant at) {
        if (event instanceof BackupHeld e) {
            held.put(
                    e.backup(),
                    new HoldRow(e.database().value(), e.backup().toString(), at, e.by(), e.reason(), null, null));
        } else if (event instanceof BackupReleased e) {
            HoldRow was = held.remove(e.backup());
            if (was != null) {
                released.add(new HoldRow(was.database(), was.backup(), was.at(), was.by(), was.reason(), at, e.by()));
            }
        }
    }

    private void decided(BackupEvent event, Instant at) {
        if (event instanceof PlanApproved e) {
            decide(event, at, e.by(), "deletion plan " + e.plan() + " approved", e.reason());
        } else if (event instanceof SuspicionAccepted e) {
            decide(event, at, e.by(), "suspicious backup " + e.backup() + " accepted", e.reason());
        } else if (event instanceof BackupHeld e) {
            decide(event, at, e.by(), "backup " + e.backup() + " held", e.reason());
        } else if (event instanceof BackupReleased e) {
            decide(event, at, e.by(), "backup " + e.backup() + " released", e.reason());
        } else if (event instanceof BackupCancelled e) {
            decide(event, at, e.by(), "backup " + e.backup() + " cancelled", e.reason());
        } else if (event instanceof RestoreReverted e) {
            decide(event, at, e.by(), "restore " + e.restore() + " reverted", null);
        } else if (event instanceof KeptDropped e) {
            decide(event, at, e.by(), "kept database " + e.name() + " dropped", null);
        }
    }

    private void decide(BackupEvent event, Instant at, String by, String what, @Nullable String reason) {
        decisions.add(new DecisionRow(at, event.database().value(), by, what, reason));
    }

    List<DeletionRow> deletions() {
        return List.copyOf(deletions);
    }

    List<DecisionRow> decisions() {
        return List.copyOf(decisions);
    }

    List<HoldRow> holds() {
        List<HoldRow> all = new ArrayList<>(released);
        all.addAll(held.values());
        return all;
    }
}
