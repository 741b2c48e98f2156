package io.holdfast.restore.kafka;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.ApproveRestoreRequested;
import io.holdfast.events.OperatorRequest.DropKeptRequested;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import io.holdfast.events.OperatorRequest.RevertRequested;
import io.holdfast.events.log.EventLogCatchUpGate;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.events.log.TransactionalInbox;
import io.holdfast.events.log.UnprocessableMessageException;
import io.holdfast.restore.postgres.PostSwapActionQueue;
import io.holdfast.restore.postgres.RestorePlanApprovalHandler;
import io.holdfast.restore.postgres.RestoreRequestRejector;
import io.holdfast.restore.postgres.RestoreRequestRepository;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes operator requests for restores. Other services handle the other requests. */
@ApplicationScoped
class OperatorRequestsConsumer {

    private final TransactionalInbox inbox;
    private final EventLogCatchUpGate catchUpGate;
    private final RestoreRequestRepository requests;
    private final RestorePlanApprovalHandler approvals;
    private final PostSwapActionQueue actions;
    private final RestoreRequestRejector restoreRequestRejections;

    OperatorRequestsConsumer(
            TransactionalInbox inbox,
            EventLogCatchUpGate catchUpGate,
            RestoreRequestRepository requests,
            RestorePlanApprovalHandler approvals,
            PostSwapActionQueue actions,
            RestoreRequestRejector restoreRequestRejections) {
        this.inbox = inbox;
        this.catchUpGate = catchUpGate;
        this.requests = requests;
        this.approvals = approvals;
        this.actions = actions;
        this.restoreRequestRejections = restoreRequestRejections;
    }

    /** Waits for the replay to complete. Before that, a completed restore would start again. */
    @Incoming("operator-requests")
    @Blocking
    void receive(ConsumerRecord<byte[], byte[]> record) {
        catchUpGate.await();
        inbox.take(record, this::receive);
    }

    private void receive(ReceivedMessage received) {
        if (received.message() instanceof OperatorRequest wish && !restoreRequestRejections.isRefused(received)) {
            switch (wish) {
                case RestoreRequested restore -> requests.add(restore, received, database(wish));
                case ApproveRestoreRequested approve -> approvals.approve(approve, received, database(wish));
                case RevertRequested revert ->
                    actions.add(
                            PostSwapActionQueue.ActionKind.REVERT, wish, revert.restore(), received, database(wish));
                case DropKeptRequested drop ->
                    actions.add(PostSwapActionQueue.ActionKind.DROP, wish, drop.restore(), received, database(wish));
                case OperatorRequest.VerifyRequested verify -> restoreRequestRejections.free(received);
                case OperatorRequest.AcceptRequested accept -> restoreRequestRejections.free(received);
                case OperatorRequest.DrillRequested drill -> restoreRequestRejections.free(received);
                case OperatorRequest.HoldRequested hold -> restoreRequestRejections.free(received);
                case OperatorRequest.ReleaseRequested release -> restoreRequestRejections.free(received);
                case OperatorRequest.CancelRequested cancel -> restoreRequestRejections.free(received);
                case OperatorRequest.ApproveRequested approve -> restoreRequestRejections.free(received);
                case OperatorRequest.RebuildRequested rebuild -> restoreRequestRejections.free(received);
                case OperatorRequest.ImportRequested dump -> restoreRequestRejections.free(received);
                case OperatorRequest.SignEvidenceRequested sign -> restoreRequestRejections.free(received);
            }
        }
    }

    private static DatabaseId database(OperatorRequest wish) {
        return DatabaseId.parse(wish.database())
                .orElseThrow(() -> new UnprocessableMessageException(
                        "'" + ControlCharacterSanitizer.shortened(wish.database()) + "' is not a database id"));
    }
}
