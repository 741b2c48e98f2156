package io.holdfast.scheduler.kafka;

import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.events.log.TransactionalInbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Stores the events about backups. {@code DecideDueSlots} evaluates them later. */
@ApplicationScoped
class BackupEventsConsumer {

    private final TransactionalInbox inbox;
    private final BackupHistoryProjection facts;

    BackupEventsConsumer(TransactionalInbox inbox, BackupHistoryProjection facts) {
        this.inbox = inbox;
        this.facts = facts;
    }

    @Incoming("backup-events")
    @Blocking
    void receive(ConsumerRecord<byte[], byte[]> record) {
        inbox.take(record, this::receive);
    }

    private void receive(ReceivedMessage received) {
        facts.write(received.envelope().time(), received.message());
    }
}
