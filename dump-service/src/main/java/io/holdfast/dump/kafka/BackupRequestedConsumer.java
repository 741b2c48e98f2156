package io.holdfast.dump.kafka;

import io.holdfast.dump.dumping.ReceivedRequest;
import io.holdfast.dump.dumping.RequestCheck;
import io.holdfast.dump.dumping.Verdict;
import io.holdfast.dump.postgres.RequestBooks;
import io.holdfast.dump.settings.Databases;
import io.holdfast.dump.settings.QueuePlaces;
import io.holdfast.events.BackupRequest;
import io.holdfast.events.Printable;
import io.holdfast.events.log.DeadLetter;
import io.holdfast.events.log.Heard;
import io.holdfast.events.log.Intake;
import io.holdfast.events.log.Replay;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Writes requests down with their answer, those of others and those of services; a worker comes for them later. */
@ApplicationScoped
class BackupRequestedConsumer {

    private final Intake intake;
    private final Replay replay;
    private final RequestBooks books;
    private final RequestCheck check;
    private final Clock clock;

    BackupRequestedConsumer(
            Intake intake, Replay replay, RequestBooks books, Databases databases, QueuePlaces places, Clock clock) {
        this.intake = intake;
        this.replay = replay;
        this.books = books;
        this.check = new RequestCheck(databases.ids(), places.limits());
        this.clock = clock;
    }

    @Incoming("backup-requests")
    @Blocking
    void hear(ConsumerRecord<byte[], byte[]> record) {
        take(record);
    }

    @Incoming("service-requests")
    @Blocking
    void hearServices(ConsumerRecord<byte[], byte[]> record) {
        take(record);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        // A request that the log answers already must not be started again from an older catalogue.
        replay.await();
        intake.take(record, this::hear);
    }

    private void hear(Heard heard) {
        if (!(heard.message() instanceof BackupRequest wanted)) {
            return;
        }
        ReceivedRequest received =
                new ReceivedRequest(wanted, heard.envelope().requestRef(), heard.topic(), heard.placeId());
        switch (check.judge(received, clock.instant(), books)) {
            case Verdict.Accepted accepted -> books.accept(accepted.request());
            case Verdict.Refused refused -> books.refuse(refused, Printable.shortened(wanted.kindOrDefault()));
            case Verdict.Repeated repeated -> {
                // It has its answer.
            }
            case Verdict.Unanswerable unanswerable -> throw new DeadLetter(unanswerable.reason());
        }
    }
}
