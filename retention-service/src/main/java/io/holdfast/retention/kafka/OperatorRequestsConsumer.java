package io.holdfast.retention.kafka;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.ApproveRequested;
import io.holdfast.events.OperatorRequest.HoldRequested;
import io.holdfast.events.OperatorRequest.ImportRequested;
import io.holdfast.events.OperatorRequest.RebuildRequested;
import io.holdfast.events.OperatorRequest.ReleaseRequested;
import io.holdfast.events.OperatorRequest.SignEvidenceRequested;
import io.holdfast.events.Printable;
import io.holdfast.events.RequestRef;
import io.holdfast.events.codec.MessageTypes;
import io.holdfast.events.log.DeadLetter;
import io.holdfast.events.log.Heard;
import io.holdfast.events.log.Intake;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.Replay;
import io.holdfast.events.log.RequestRefusals;
import io.holdfast.retention.expiring.AnswerRequests;
import io.holdfast.retention.postgres.Answered;
import io.holdfast.retention.postgres.Assignments;
import io.holdfast.retention.postgres.Assignments.Assignment;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears holds, releases, approvals, rebuilds, imports and heads of evidence; the other requests on the topic are other services' business. */
@ApplicationScoped
class OperatorRequestsConsumer {

    private final Intake intake;
    private final Replay replay;
    private final AnswerRequests answers;
    private final Answered answered;
    private final Assignments assignments;
    private final Outbox outbox;
    private final SignEvidence evidence;
    private final RequestRefusals refusals;

    OperatorRequestsConsumer(
            Intake intake,
            Replay replay,
            AnswerRequests answers,
            Answered answered,
            Assignments assignments,
            Outbox outbox,
            SignEvidence evidence,
            RequestRefusals refusals) {
        this.intake = intake;
        this.replay = replay;
        this.answers = answers;
        this.answered = answered;
        this.assignments = assignments;
        this.outbox = outbox;
        this.evidence = evidence;
        this.refusals = refusals;
    }

    /** Not before the log is read to its end: until then a backup may look unknown that is not. */
    @Incoming("operator-requests")
    @Blocking
    void hear(ConsumerRecord<byte[], byte[]> record) {
        replay.await();
        intake.take(record, this::hear);
    }

    private void hear(Heard heard) {
        if (!(heard.message() instanceof OperatorRequest request) || !isOurs(request)) {
            refusals.free(heard);
            return;
        }
        DatabaseId database = DatabaseId.parse(request.database())
                .orElseThrow(() -> new DeadLetter("'" + Printable.shortened(request.database())
                        + "' is not a database id, so no event can be about it"));
        RequestRef ref = heard.envelope().requestRef();
        if (!refusals.isRefused(heard)
                && !answered.isAnswered(outbox.source().toString(), AnswerRequests.answerTo(ref))) {
            answer(request, database, ref).ifPresent(why -> refusals.refuse(heard, database, why));
        }
    }

    /** What takes long is only written down here. Gives back why the request is refused. */
    private Optional<String> answer(OperatorRequest request, DatabaseId database, RequestRef ref) {
        if (request instanceof RebuildRequested || request instanceof ImportRequested) {
            assignments.add(new Assignment(ref, MessageTypes.typeOf(request.getClass()), database, request));
            return Optional.empty();
        }
        return request instanceof SignEvidenceRequested sign
                ? evidence.answer(sign, database, ref)
                : answers.hear(request, database, ref);
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
