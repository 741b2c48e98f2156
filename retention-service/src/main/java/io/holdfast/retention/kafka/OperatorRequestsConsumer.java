package io.holdfast.retention.kafka;

import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.ApproveRequested;
import io.holdfast.events.OperatorRequest.HoldRequested;
import io.holdfast.events.OperatorRequest.ImportRequested;
import io.holdfast.events.OperatorRequest.RebuildRequested;
import io.holdfast.events.OperatorRequest.ReleaseRequested;
import io.holdfast.events.OperatorRequest.SignEvidenceRequested;
import io.holdfast.events.RequestRef;
import io.holdfast.events.codec.MessageTypes;
import io.holdfast.events.log.EventLogCatchUpGate;
import io.holdfast.events.log.OperatorRequestRejectionOutbox;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.events.log.TransactionalInbox;
import io.holdfast.events.log.UnprocessableMessageException;
import io.holdfast.retention.expiring.AnswerOperatorRequests;
import io.holdfast.retention.postgres.AnsweredRequestCheck;
import io.holdfast.retention.postgres.OperatorRequestQueue;
import io.holdfast.retention.postgres.OperatorRequestQueue.Assignment;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Receives holds, releases, approvals, rebuilds, imports and requests to sign evidence. The other requests on the topic
 * are for other services.
 */
@ApplicationScoped
class OperatorRequestsConsumer {

    private final TransactionalInbox inbox;
    private final EventLogCatchUpGate catchUpGate;
    private final AnswerOperatorRequests answers;
    private final AnsweredRequestCheck answeredRequests;
    private final OperatorRequestQueue operatorRequestQueue;
    private final Outbox outbox;
    private final SignEvidenceHead evidence;
    private final OperatorRequestRejectionOutbox refusals;

    OperatorRequestsConsumer(
            TransactionalInbox inbox,
            EventLogCatchUpGate catchUpGate,
            AnswerOperatorRequests answers,
            AnsweredRequestCheck answeredRequests,
            OperatorRequestQueue operatorRequestQueue,
            Outbox outbox,
            SignEvidenceHead evidence,
            OperatorRequestRejectionOutbox refusals) {
        this.inbox = inbox;
        this.catchUpGate = catchUpGate;
        this.answers = answers;
        this.answeredRequests = answeredRequests;
        this.operatorRequestQueue = operatorRequestQueue;
        this.outbox = outbox;
        this.evidence = evidence;
        this.refusals = refusals;
    }

    /** Waits until the event log is read to its end. Until then, an existing backup may be unknown. */
    @Incoming("operator-requests")
    @Blocking
    void receive(ConsumerRecord<byte[], byte[]> record) {
        catchUpGate.await();
        inbox.take(record, this::receive);
    }

    private void receive(ReceivedMessage received) {
        if (!(received.message() instanceof OperatorRequest request) || !isOurs(request)) {
            refusals.free(received);
            return;
        }
        DatabaseId database = DatabaseId.parse(request.database())
                .orElseThrow(() ->
                        new UnprocessableMessageException("'" + ControlCharacterSanitizer.shortened(request.database())
                                + "' is not a database id, so no event can refer to it"));
        RequestRef ref = received.envelope().requestRef();
        if (!refusals.isRefused(received)
                && !answeredRequests.isAnswered(outbox.source().toString(), AnswerOperatorRequests.answerTo(ref))) {
            answer(request, database, ref).ifPresent(why -> refusals.refuse(received, database, why));
        }
    }

    /** Only stores requests that take long. Returns the reason if the request is rejected. */
    private Optional<String> answer(OperatorRequest request, DatabaseId database, RequestRef ref) {
        if (request instanceof RebuildRequested || request instanceof ImportRequested) {
            operatorRequestQueue.add(new Assignment(ref, MessageTypes.typeOf(request.getClass()), database, request));
            return Optional.empty();
        }
        return request instanceof SignEvidenceRequested sign
                ? evidence.answer(sign, database, ref)
                : answers.answer(request, database, ref);
    }

    private static boolean isOurs(OperatorRequest request) {
        return switch (request) {
            case HoldRequested hold -> true;
            case ReleaseRequested release -> true;
            case ApproveRequested approve -> true;
            case RebuildRequested rebuild -> true;
            case ImportRequested dump -> true;
            case SignEvidenceRequested sign -> true;
            case OperatorRequest.AcceptRequested others -> false;
            case OperatorRequest.VerifyRequested others -> false;
            case OperatorRequest.CancelRequested others -> false;
            case OperatorRequest.DrillRequested others -> false;
            case OperatorRequest.RestoreRequested others -> false;
            case OperatorRequest.ApproveRestoreRequested others -> false;
            case OperatorRequest.RevertRequested others -> false;
            case OperatorRequest.DropKeptRequested others -> false;
        };
    }
}
