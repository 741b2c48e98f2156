package io.holdfast.restore.kafka;

import io.holdfast.events.DatabaseId;
import io.holdfast.events.OperatorRequest;
import io.holdfast.events.OperatorRequest.ApproveRestoreRequested;
import io.holdfast.events.OperatorRequest.DropKeptRequested;
import io.holdfast.events.OperatorRequest.RestoreRequested;
import io.holdfast.events.OperatorRequest.RevertRequested;
import io.holdfast.events.Printable;
import io.holdfast.events.RequestRef;
import io.holdfast.events.log.DeadLetter;
import io.holdfast.events.log.Heard;
import io.holdfast.events.log.Intake;
import io.holdfast.events.log.Replay;
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

    OperatorRequestsConsumer(Intake intake, Replay replay, Wishes wishes, Approvals approvals, Errands errands) {
        this.intake = intake;
        this.replay = replay;
        this.wishes = wishes;
        this.approvals = approvals;
        this.errands = errands;
    }

    /** Waits for the replay: before it, a restore that is done would be begun again. */
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
                case RestoreRequested restore -> wishes.add(restore, request, database(wish));
                case ApproveRestoreRequested approve -> approvals.approve(approve, request, database(wish));
                case RevertRequested revert ->
                    errands.add(Errands.What.REVERT, wish, revert.restore(), request, database(wish));
                case DropKeptRequested drop ->
                    errands.add(Errands.What.DROP, wish, drop.restore(), request, database(wish));
                case OperatorRequest.VerifyRequested verify -> {}
                case OperatorRequest.AcceptRequested accept -> {}
                case OperatorRequest.DrillRequested drill -> {}
                case OperatorRequest.HoldRequested hold -> {}
                case OperatorRequest.ReleaseRequested release -> {}
                case OperatorRequest.CancelRequested cancel -> {}
                case OperatorRequest.ApproveRequested approve -> {}
                case OperatorRequest.RebuildRequested rebuild -> {}
                case OperatorRequest.ImportRequested dump -> {}
                case OperatorRequest.SignEvidenceRequested sign -> {}
            }
        }
    }

    private static DatabaseId database(OperatorRequest wish) {
        return DatabaseId.parse(wish.database())
                .orElseThrow(
                        () -> new DeadLetter("'" + Printable.shortened(wish.database()) + "' is not a database id"));
    }
}
