package io.holdfast.dump.kafka;

import io.holdfast.dump.dumping.CancelOutcome;
import io.holdfast.dump.postgres.RequestBooks;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.NameBasedId;
import io.holdfast.events.OperatorRequest.CancelRequested;
import io.holdfast.events.OversightEvent.RequestRejected;
import io.holdfast.events.Printable;
import io.holdfast.events.RequestRef;
import io.holdfast.events.codec.MessageTypes;
import io.holdfast.events.log.DeadLetter;
import io.holdfast.events.log.Heard;
import io.holdfast.events.log.Intake;
import io.holdfast.events.log.Outbox;
import io.holdfast.events.log.Replay;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears which backups operators want stopped; their other wishes are for other services. */
@ApplicationScoped
class OperatorRequestsConsumer {

    private final Intake intake;
    private final Replay replay;
    private final RequestBooks books;
    private final Outbox outbox;

    OperatorRequestsConsumer(Intake intake, Replay replay, RequestBooks books, Outbox outbox) {
        this.intake = intake;
        this.replay = replay;
        this.books = books;
        this.outbox = outbox;
    }

    @Incoming("operator-requests")
    @Blocking
    void hear(ConsumerRecord<byte[], byte[]> record) {
        replay.await();
        intake.take(record, this::hear);
    }

    private void hear(Heard heard) {
        if (!(heard.message() instanceof CancelRequested wish)) {
            return;
        }
        DatabaseId database = DatabaseId.parse(wish.database())
                .orElseThrow(
                        () -> new DeadLetter("'" + Printable.shortened(wish.database()) + "' is not a database id"));
        String by = Printable.shortened(wish.by());
        RequestRef request = heard.envelope().requestRef();
        switch (books.cancel(wish.backup(), database, by, Printable.shortened(wish.reason()))) {
            case CancelOutcome.Cancelled cancelled -> {
                // Said by BackupCancelled.
            }
            case CancelOutcome.Asked asked -> {
                // Said by the worker when it has stopped.
            }
            case CancelOutcome.TooLate late ->
                reject(database, request, "backup " + wish.backup() + " is " + late.state() + " already");
            case CancelOutcome.Unknown unknown ->
                reject(
                        database,
                        request,
                        "no backup " + wish.backup() + " of '" + database
                                + "' is known; 'holdfast list' shows the ids");
        }
    }

    private void reject(DatabaseId database, RequestRef request, String message) {
        outbox.add(
                NameBasedId.of("cancel-rejected", request.source().toString(), request.id())
                        .toString(),
                new RequestRejected(database, request, MessageTypes.typeOf(CancelRequested.class), message));
    }
}
