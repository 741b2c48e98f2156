package io.holdfast.dump.kafka;

import io.holdfast.dump.dumping.CancelOutcome;
import io.holdfast.dump.postgres.RequestBooks;
import io.holdfast.events.DatabaseId;
import io.holdfast.events.NameBasedId;
import io.holdfast.events.OperatorRequest.CancelRequested;
import io.holdfast.events.Printable;
import io.holdfast.events.RequestRef;
import io.holdfast.events.log.DeadLetter;
import io.holdfast.events.log.Heard;
import io.holdfast.events.log.Intake;
import io.holdfast.events.log.Replay;
import io.holdfast.events.log.RequestRefusals;
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
    private final RequestRefusals refusals;

    OperatorRequestsConsumer(Intake intake, Replay replay, RequestBooks books, RequestRefusals refusals) {
        this.intake = intake;
        this.replay = replay;
        this.books = books;
        this.refusals = refusals;
    }

    @Incoming("operator-requests")
    @Blocking
    void hear(ConsumerRecord<byte[], byte[]> record) {
        replay.await();
        intake.take(record, this::hear);
    }

    private void hear(Heard heard) {
        if (!(heard.message() instanceof CancelRequested wish)) {
            refusals.free(heard);
            return;
        }
        if (refusals.isRefused(heard) || refusals.isSaid(refusedBefore(heard))) {
            return;
        }
        DatabaseId database = DatabaseId.parse(wish.database())
                .orElseThrow(
                        () -> new DeadLetter("'" + Printable.shortened(wish.database()) + "' is not a database id"));
        String by = Printable.shortened(wish.by());
        switch (books.cancel(wish.backup(), database, by, Printable.shortened(wish.reason()))) {
            case CancelOutcome.Cancelled cancelled -> {
                // Said by BackupCancelled.
            }
            case CancelOutcome.Asked asked -> {
                // Said by the worker when it has stopped.
            }
            case CancelOutcome.TooLate late ->
                refusals.refuse(heard, database, "backup " + wish.backup() + " is " + late.state() + " already");
            case CancelOutcome.Unknown unknown ->
                refusals.refuse(
                        heard,
                        database,
                        "no backup " + wish.backup() + " of '" + database
                                + "' is known; 'holdfast list' shows the ids");
        }
    }

    /** Under which id version 0.2 refused it. */
    private static String refusedBefore(Heard heard) {
        RequestRef request = heard.envelope().requestRef();
        return NameBasedId.of("cancel-rejected", request.source().toString(), request.id())
                .toString();
    }
}
