package io.holdfast.dump.kafka;

import io.holdfast.dump.dumping.CancelBackupResult;
import io.holdfast.dump.postgres.RequestRepository;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorRequest.CancelRequested;
import io.holdfast.events.PrintableText;
import io.holdfast.events.RequestRef;
import io.holdfast.events.log.CatchUpGate;
import io.holdfast.events.log.DeadLetterException;
import io.holdfast.events.log.OperatorRequestRejections;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.events.log.TransactionalInbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears which backups operators want stopped; their other wishes are for other services. */
@ApplicationScoped
class OperatorRequestsConsumer {

    private final TransactionalInbox inbox;
    private final CatchUpGate catchUpGate;
    private final RequestRepository books;
    private final OperatorRequestRejections refusals;

    OperatorRequestsConsumer(
            TransactionalInbox inbox,
            CatchUpGate catchUpGate,
            RequestRepository books,
            OperatorRequestRejections refusals) {
        this.inbox = inbox;
        this.catchUpGate = catchUpGate;
        this.books = books;
        this.refusals = refusals;
    }

    @Incoming("operator-requests")
    @Blocking
    void receive(ConsumerRecord<byte[], byte[]> record) {
        catchUpGate.await();
        inbox.take(record, this::receive);
    }

    private void receive(ReceivedMessage received) {
        if (!(received.message() instanceof CancelRequested wish)) {
            refusals.free(received);
            return;
        }
        if (refusals.isRefused(received) || refusals.isPublished(refusedBefore(received))) {
            return;
        }
        DatabaseId database = DatabaseId.parse(wish.database())
                .orElseThrow(() -> new DeadLetterException(
                        "'" + PrintableText.shortened(wish.database()) + "' is not a database id"));
        String by = PrintableText.shortened(wish.by());
        switch (books.cancel(wish.backup(), database, by, PrintableText.shortened(wish.reason()))) {
            case CancelBackupResult.Cancelled cancelled -> {
                // Said by BackupCancelled.
            }
            case CancelBackupResult.Requested parsed -> {
                // Said by the worker when it has stopped.
            }
            case CancelBackupResult.TooLate late ->
                refusals.refuse(received, database, "backup " + wish.backup() + " is " + late.state() + " already");
            case CancelBackupResult.Unknown unknown ->
                refusals.refuse(
                        received,
                        database,
                        "no backup " + wish.backup() + " of '" + database
                                + "' is known; 'holdfast list' shows the ids");
        }
    }

    /** Under which id version 0.2 refused it. */
    private static String refusedBefore(ReceivedMessage received) {
        RequestRef request = received.envelope().requestRef();
        return NameBasedUuid.of("cancel-rejected", request.source().toString(), request.id())
                .toString();
    }
}
