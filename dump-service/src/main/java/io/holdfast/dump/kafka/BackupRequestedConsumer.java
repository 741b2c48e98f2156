package io.holdfast.dump.kafka;

import io.holdfast.dump.dumping.BackupRequestValidator;
import io.holdfast.dump.dumping.DumpRequestDecision;
import io.holdfast.dump.dumping.ReceivedBackupRequest;
import io.holdfast.dump.postgres.BackupRequestRepository;
import io.holdfast.dump.settings.ConfiguredDatabases;
import io.holdfast.dump.settings.ConfiguredQueueLimits;
import io.holdfast.events.BackupRequest;
import io.holdfast.events.ControlCharacterSanitizer;
import io.holdfast.events.log.EventLogCatchUpGate;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.events.log.TransactionalInbox;
import io.holdfast.events.log.UnprocessableMessageException;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Stores requests of services and of others together with their replies. A worker claims them later. */
@ApplicationScoped
class BackupRequestedConsumer {

    private final TransactionalInbox inbox;
    private final EventLogCatchUpGate catchUpGate;
    private final BackupRequestRepository requests;
    private final BackupRequestValidator check;
    private final Clock clock;

    BackupRequestedConsumer(
            TransactionalInbox inbox,
            EventLogCatchUpGate catchUpGate,
            BackupRequestRepository requests,
            ConfiguredDatabases databases,
            ConfiguredQueueLimits places,
            Clock clock) {
        this.inbox = inbox;
        this.catchUpGate = catchUpGate;
        this.requests = requests;
        this.check = new BackupRequestValidator(databases.ids(), places.limits());
        this.clock = clock;
    }

    @Incoming("backup-requests")
    @Blocking
    void receive(ConsumerRecord<byte[], byte[]> record) {
        take(record);
    }

    @Incoming("service-requests")
    @Blocking
    void receiveFromServices(ConsumerRecord<byte[], byte[]> record) {
        take(record);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        // After a restore of the catalog, a request whose reply is already in the event log must not start again.
        catchUpGate.await();
        inbox.take(record, this::receive);
    }

    private void receive(ReceivedMessage receivedMessage) {
        if (!(receivedMessage.message() instanceof BackupRequest wanted)) {
            return;
        }
        ReceivedBackupRequest received = new ReceivedBackupRequest(
                wanted, receivedMessage.envelope().requestRef(), receivedMessage.topic(), receivedMessage.placeId());
        switch (check.judge(received, clock.instant(), requests)) {
            case DumpRequestDecision.Accepted accepted -> requests.accept(accepted.request());
            case DumpRequestDecision.Refused refused ->
                requests.refuse(refused, ControlCharacterSanitizer.shortened(wanted.kindOrDefault()));
            case DumpRequestDecision.Repeated repeated -> {
                // The request already has a reply.
            }
            case DumpRequestDecision.Unanswerable unanswerable ->
                throw new UnprocessableMessageException(unanswerable.reason());
        }
    }
}
