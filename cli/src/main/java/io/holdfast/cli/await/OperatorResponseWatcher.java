package io.holdfast.cli.await;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.BackupEvent;
import io.holdfast.events.DumpEvent.BackupCancelled;
import io.holdfast.events.DumpEvent.BackupCompleted;
import io.holdfast.events.DumpEvent.BackupFailed;
import io.holdfast.events.DumpEvent.BackupImported;
import io.holdfast.events.Envelope;
import io.holdfast.events.OperatorEvent.CatalogueRebuilt;
import io.holdfast.events.OperatorEvent.EvidenceSigned;
import io.holdfast.events.OperatorEvent.PlanApproved;
import io.holdfast.events.OperatorEvent.RequestRejected;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.AcceptRequested;
import io.holdfast.events.OperatorRequest.ApproveRequested;
import io.holdfast.events.OperatorRequest.ApproveRestoreRequested;
import io.holdfast.events.OperatorRequest.CancelRequested;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.OperatorRequest.DropKeptRequested;
import io.holdfast.events.OperatorRequest.HoldRequested;
import io.holdfast.events.OperatorRequest.ImportRequested;
import io.holdfast.events.OperatorRequest.RebuildRequested;
import io.holdfast.events.OperatorRequest.ReleaseRequested;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import io.holdfast.events.OperatorRequest.RevertRequested;
import io.holdfast.events.OperatorRequest.SignEvidenceRequested;
import io.holdfast.events.OperatorRequest.VerifyRequested;
import io.holdfast.events.RestoreEvent.KeptDropped;
import io.holdfast.events.RestoreEvent.RestoreCompleted;
import io.holdfast.events.RestoreEvent.RestoreFailed;
import io.holdfast.events.RestoreEvent.RestorePlanned;
import io.holdfast.events.RestoreEvent.RestoreReverted;
import io.holdfast.events.RetentionEvent.BackupHeld;
import io.holdfast.events.RetentionEvent.BackupReleased;
import io.holdfast.events.VerificationEvent.SuspicionAccepted;
import java.util.Optional;

/** Waits for the response to one operator request. */
public final class OperatorResponseWatcher {

    private final Envelope<? extends OperatorRequest> request;

    public OperatorResponseWatcher(Envelope<? extends OperatorRequest> request) {
        this.request = request;
    }

    /** The result, if this event decides it. */
    public Optional<OperatorRequestResult> onEvent(BackupEvent event) {
        if (event instanceof RequestRejected rejected && rejected.request().equals(request.requestRef())) {
            return Optional.of(new OperatorRequestResult.Refused(rejected.message()));
        }
        return switch (request.message()) {
            case HoldRequested r ->
                done(event, event instanceof BackupHeld e && e.backup().equals(r.backup()));
            case ReleaseRequested r ->
                done(event, event instanceof BackupReleased e && e.backup().equals(r.backup()));
            case AcceptRequested r ->
                done(event, event instanceof SuspicionAccepted e && e.backup().equals(r.backup()));
            case ApproveRequested r ->
                done(event, event instanceof PlanApproved e && e.plan().equals(r.plan()));
            case CancelRequested r -> cancelled(r, event);
            case RebuildRequested ignored ->
                done(event, event instanceof CatalogueRebuilt e && e.request().equals(request.requestRef()));
            case ImportRequested r ->
                done(
                        event,
                        event instanceof BackupImported e && e.copies().stream().anyMatch(copy -> isStoredAt(copy, r)));
            // The verification's result is the response. BackupOutcomeWatcher waits for it.
            case VerifyRequested ignored -> Optional.empty();
            case DrillRequested ignored -> Optional.empty();
            case RestoreRequested ignored ->
                done(event, event instanceof RestorePlanned e && e.request().equals(request.requestRef()));
            case ApproveRestoreRequested r -> restored(r, event);
            case RevertRequested r ->
                done(event, event instanceof RestoreReverted e && e.restore().equals(r.restore()));
            case DropKeptRequested r ->
                done(event, event instanceof KeptDropped e && e.restore().equals(r.restore()));
            case SignEvidenceRequested ignored ->
                done(event, event instanceof EvidenceSigned e && e.request().equals(request.requestRef()));
        };
    }

    private static boolean isStoredAt(BackupCopyRecord copy, ImportRequested request) {
        return copy.destination().equals(request.destination()) && copy.key().equals(request.file());
    }

    private static Optional<OperatorRequestResult> done(BackupEvent event, boolean isAnswer) {
        return isAnswer ? Optional.of(new OperatorRequestResult.Done(event)) : Optional.empty();
    }

    private static Optional<OperatorRequestResult> restored(ApproveRestoreRequested request, BackupEvent event) {
        if (event instanceof RestoreFailed e && e.restore().equals(request.plan())) {
            return Optional.of(new OperatorRequestResult.Refused(e.message()));
        }
        return done(event, event instanceof RestoreCompleted e && e.restore().equals(request.plan()));
    }

    /** A backup can end before it is cancelled. */
    private static Optional<OperatorRequestResult> cancelled(CancelRequested request, BackupEvent event) {
        if (event instanceof BackupCompleted e && e.backup().equals(request.backup())) {
            return Optional.of(
                    new OperatorRequestResult.Refused("the backup was completed before it could be cancelled"));
        }
        if (event instanceof BackupFailed e && e.backup().equals(request.backup()) && e.isFinal()) {
            return Optional.of(new OperatorRequestResult.Refused("the backup failed before it could be cancelled"));
        }
        return done(event, event instanceof BackupCancelled e && e.backup().equals(request.backup()));
    }
}
