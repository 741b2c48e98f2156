package io.holdfast.verify.kafka;

import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.AcceptRequested;
import io.holdfast.events.OperatorRequest.DrillRequested;
import io.holdfast.events.OperatorRequest.VerifyRequested;
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
        if (heard.message() instanceof OperatorRequest wish && !answers.isRefused(heard)) {
            switch (wish) {
                case VerifyRequested verify -> answers.answer(verify, heard);
                case AcceptRequested accept -> answers.answer(accept, heard);
                case DrillRequested drill -> answers.answer(drill, heard);
                case OperatorRequest.HoldRequested hold -> answers.free(heard);
                case OperatorRequest.ReleaseRequested release -> answers.free(heard);
                case OperatorRequest.CancelRequested cancel -> answers.free(heard);
                case OperatorRequest.ApproveRequested approve -> answers.free(heard);
                case OperatorRequest.RestoreRequested restore -> answers.free(heard);
                case OperatorRequest.ApproveRestoreRequested approve -> answers.free(heard);
                case OperatorRequest.RevertRequested revert -> answers.free(heard);
                case OperatorRequest.DropKeptRequested drop -> answers.free(heard);
                case OperatorRequest.SignEvidenceRequested sign -> answers.free(heard);
                case OperatorRequest.RebuildRequested rebuild -> answers.free(heard);
                case OperatorRequest.ImportRequested dump -> answers.free(heard);
            }
        }
    }
}
