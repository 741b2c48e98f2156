package io.holdfast.verify.kafka;

import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.AcceptRequested;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.OperatorRequest.VerifyRequested;
import io.holdfast.events.RequestRef;
import io.holdfast.events.log.Heard;
import io.holdfast.events.log.Intake;
import io.holdfast.events.log.Replay;
import io.holdfast.verify.postgres.OperatorAnswers;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what operators want verified or accepted; their other wishes are for other services. */
@ApplicationScoped
class OperatorRequestsConsumer {

    private final Intake intake;
    private final Replay replay;
    private final OperatorAnswers answers;

    OperatorRequestsConsumer(Intake intake, Replay replay, OperatorAnswers answers) {
        this.intake = intake;
        this.replay = replay;
        this.answers = answers;
    }

    /** Waits for the replay: before it, a backup that is well known would be called unknown. */
    @Incoming("operator-requests")
    @Blocking
    void hear(ConsumerRecord<byte[], byte[]> record) {
        replay.await();
        intake.take(record, this::hear);
    }

    private void hear(Heard heard) {
        RequestRef request = heard.envelope().requestRef();
        if (heard.message() instanceof OperatorRequest wish) {
            switch (wish) {
                case VerifyRequested verify -> answers.answer(verify, request);
                case AcceptRequested accept -> answers.answer(accept, request);
                case DrillRequested drill -> answers.answer(drill, request);
                case OperatorRequest.HoldRequested hold -> {}
                case OperatorRequest.ReleaseRequested release -> {}
                case OperatorRequest.CancelRequested cancel -> {}
                case OperatorRequest.ApproveRequested approve -> {}
                case OperatorRequest.RestoreRequested restore -> {}
                case OperatorRequest.ApproveRestoreRequested approve -> {}
                case OperatorRequest.RevertRequested revert -> {}
                case OperatorRequest.DropKeptRequested drop -> {}
                case OperatorRequest.SignEvidenceRequested sign -> {}
                case OperatorRequest.RebuildRequested rebuild -> {}
                case OperatorRequest.ImportRequested dump -> {}
            }
        }
    }
}
