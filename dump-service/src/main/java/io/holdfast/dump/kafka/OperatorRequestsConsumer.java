package io.holdfast.dump.kafka;

import io.holdfast.dump.dumping.CancelBackupResult;
import io.holdfast.dump.postgres.BackupRequestRepository;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorRequest.CancelRequested;
import io.holdfast.events.RequestRef;
import io.holdfast.events.log.EventLogCatchUpGate;
import io.holdfast.events.log.OperatorRequestRejectionOutbox;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.events.log.TransactionalInbox;
import io.holdfast.events.log.UnprocessableMessageException;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes cancellation requests. Other services handle the other requests of operators. */
@ApplicationScoped
class OperatorRequestsConsumer {

    private final TransactionalInbox inbox;
    private final EventLogCatchUpGate catchUpGate;
    private final BackupRequestRepository requests;
    private final OperatorRequestRejectionOutbox refusals;

    OperatorRequestsConsumer(
            TransactionalInbox inbox,
            EventLogCatchUpGate catchUpGate,
            BackupRequestRepository requests,
            OperatorRequestRejectionOutbox refusals) {
        this.inbox = inbox;
        this.catchUpGate = catchUpGate;
        this.requests = requests;
        this.refusals = refusals;
    }

    @Incoming("operator-requests")
    @Blocking
    void receive(ConsumerRecord<byte[], byte[]> record) {
        catchUpGate.await();
        inbox.take(record, this::receive);
    }

    private void receive(ReceivedMessage received) {
        if (!(received.message() instanceof CancelRequested request)) {
            refusals.free(received);
            return;
        }
        if (refusals.isRefused(received) || refusals.isPublished(refusedBefore(received))) {
            return;
        }
        DatabaseId database = DatabaseId.parse(request.database())
                .orElseThrow(() -> new UnprocessableMessageException(
                        "'" + ControlCharacterSanitizer.shortened(request.database()) + "' is not a database id"));
        String by = ControlCharacterSanitizer.shortened(request.by());
        switch (requests.cancel(
                request.backup(), database, by, ControlCharacterSanitizer.shortened(request.reason()))) {
            case CancelBackupResult.Cancelled cancelled -> {
                // BackupCancelled is published.
            }
            case CancelBackupResult.Requested parsed -> {
                // The worker publishes the event when it has stopped.
            }
            case CancelBackupResult.TooLate late ->
                refusals.refuse(
                        received,
                        database,
                        "backup " + request.backup() + " has already ended: its state is " + late.state());
            case CancelBackupResult.Unknown unknown ->
                refusals.refuse(
                        received,
                        database,
                        "backup " + request.backup() + " of '" + database
                                + "' is unknown; run 'holdfast list' to see the ids");
        }
    }

    /** Returns the id with which version 0.2 published the refusal. */
    private static String refusedBefore(ReceivedMessage received) {
        RequestRef ref = received.envelope().requestRef();
        return NameBasedUuid.of("cancel-rejected", ref.source().toString(), ref.id())
                .toString();
    }
}
