package io.holdfast.verify.kafka;

import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.AcceptRequested;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.OperatorRequest.VerifyRequested;
import io.holdfast.events.log.EventLogCatchUpGate;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.events.log.TransactionalInbox;
import io.holdfast.verify.postgres.OperatorRequestHandler;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes operator requests for verifications, drills and acceptances. Other services handle the other requests. */
@ApplicationScoped
class OperatorRequestsConsumer {

    private final TransactionalInbox inbox;
    private final EventLogCatchUpGate catchUpGate;
    private final OperatorRequestHandler answers;

    OperatorRequestsConsumer(
            TransactionalInbox inbox, EventLogCatchUpGate catchUpGate, OperatorRequestHandler answers) {
        this.inbox = inbox;
        this.catchUpGate = catchUpGate;
        this.answers = answers;
    }

    /** Waits for the replay to complete. Before that, a request would be rejected because its backup is not known yet. */
    @Incoming("operator-requests")
    @Blocking
    void receive(ConsumerRecord<byte[], byte[]> record) {
        catchUpGate.await();
        inbox.take(record, this::receive);
    }

    private void receive(ReceivedMessage received) {
        if (received.message() instanceof OperatorRequest wish && !answers.isRefused(received)) {
            switch (wish) {
                case VerifyRequested verify -> answers.answer(verify, received);
                case AcceptRequested accept -> answers.answer(accept, received);
                case DrillRequested drill -> answers.answer(drill, received);
                case OperatorRequest.HoldRequested hold -> answers.free(received);
                case OperatorRequest.ReleaseRequested release -> answers.free(received);
                case OperatorRequest.CancelRequested cancel -> answers.free(received);
                case OperatorRequest.ApproveRequested approve -> answers.free(received);
                case OperatorRequest.RestoreRequested restore -> answers.free(received);
                case OperatorRequest.ApproveRestoreRequested approve -> answers.free(received);
                case OperatorRequest.RevertRequested revert -> answers.free(received);
                case OperatorRequest.DropKeptRequested drop -> answers.free(received);
                case OperatorRequest.SignEvidenceRequested sign -> answers.free(received);
                case OperatorRequest.RebuildRequested rebuild -> answers.free(received);
                case OperatorRequest.ImportRequested dump -> answers.free(received);
            }
        }
    }
}
