package io.holdfast.dump.kafka;

import io.holdfast.dump.postgres.DumpEventReplay;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.events.log.TransactionalInbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads the service's own events back, because the event log is authoritative, not the catalog. */
@ApplicationScoped
class BackupEventsConsumer {

    private final TransactionalInbox inbox;
    private final DumpEventReplay facts;

    BackupEventsConsumer(TransactionalInbox inbox, DumpEventReplay facts) {
        this.inbox = inbox;
        this.facts = facts;
    }

    @Incoming("backup-events")
    @Blocking
    void receive(ConsumerRecord<byte[], byte[]> record) {
        inbox.take(record, this::receive);
    }

    private void receive(ReceivedMessage received) {
        if (received.message() instanceof DumpEvent fact) {
            facts.replay(fact, received.envelope().time());
        }
    }
}
