package io.holdfast.restore.kafka;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.ApproveRestoreRequested;
import io.holdfast.events.OperatorRequest.DropKeptRequested;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import io.holdfast.events.OperatorRequest.RevertRequested;
import io.holdfast.events.Printable;
import io.holdfast.events.log.DeadLetter;
import io.holdfast.events.log.Heard;
import io.holdfast.events.log.Intake;
import io.holdfast.events.log.Replay;
import io.holdfast.restore.postgres.Answers;
import io.holdfast.restore.postgres.Approvals;
import io.holdfast.restore.postgres.Errands;
import io.holdfast.restore.postgres.Wishes;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what operators want back; their other wishes are for other services. */
@ApplicationScoped
class OperatorRequestsConsumer {

    private final Intake intake;
    private final Replay replay;
    private final Wishes wishes;
    private final Approvals approvals;
    private final Errands errands;
    private final Answers answers;

    OperatorRequestsConsumer(
            Intake intake, Replay replay, Wishes wishes, Approvals approvals, Errands errands, Answers answers) {
        this.intake = intake;
        this.replay = replay;
        this.wishes = wishes;
        this.approvals = approvals;
        this.errands = errands;
        this.answers = answers;
    }

    /** Waits for the replay: before it, a restore that is done would be begun again. */
    @Incoming("operator-requests")
    @Blocking
    void hear(ConsumerRecord<byte[], byte[]> record) {
        replay.await();
        intake.take(record, this::hear);
    }

    private void hear(Heard heard) {
        if (heard.message() instanceof OperatorRequest wish && !answers.isRefused(heard)) {
            switch (wish) {
                case RestoreRequested restore -> wishes.add(restore, heard, database(wish));
                case ApproveRestoreRequested approve -> approvals.approve(approve, heard, database(wish));
                case RevertRequested revert ->
                    errands.add(Errands.What.REVERT, wish, revert.restore(), heard, database(wish));
                case DropKeptRequested drop ->
                    errands.add(Errands.What.DROP, wish, drop.restore(), heard, database(wish));
                case OperatorRequest.VerifyRequested verify -> answers.free(heard);
                case OperatorRequest.AcceptRequested accept -> answers.free(heard);
                case OperatorRequest.DrillRequested drill -> answers.free(heard);
                case OperatorRequest.HoldRequested hold -> answers.free(heard);
                case OperatorRequest.ReleaseRequested release -> answers.free(heard);
                case OperatorRequest.CancelRequested cancel -> answers.free(heard);
                case OperatorRequest.ApproveRequested approve -> answers.free(heard);
                case OperatorRequest.RebuildRequested rebuild -> answers.free(heard);
                case OperatorRequest.ImportRequested dump -> answers.free(heard);
                case OperatorRequest.SignEvidenceRequested sign -> answers.free(heard);
            }
        }
    }

    private static DatabaseId database(OperatorRequest wish) {
        return DatabaseId.parse(wish.database())
                .orElseThrow(
                        () -> new DeadLetter("'" + Printable.shortened(wish.database()) + "' is not a database id"));
    }
}
