package io.holdfast.notify.kafka;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.log.KafkaAdmin;
import io.holdfast.events.log.ReceivedMessage;
import io.holdfast.events.log.TransactionalInbox;
import io.holdfast.notify.postgres.NotificationDeliveryWriter;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Stores a delivery for every sink that subscribes to an event. */
@ApplicationScoped
class BackupEventsConsumer {

    private final TransactionalInbox inbox;
    private final KafkaAdmin broker;
    private final NotificationDeliveryWriter deliveries;

    BackupEventsConsumer(TransactionalInbox inbox, KafkaAdmin broker, NotificationDeliveryWriter deliveries) {
        this.inbox = inbox;
        this.broker = broker;
        this.deliveries = deliveries;
    }

    @Incoming("backup-events")
    @Blocking
    void receive(ConsumerRecord<byte[], byte[]> record) {
        inbox.take(record, this::receive);
    }

    private void receive(ReceivedMessage received) {
        if (received.message() instanceof BackupEvent event) {
            deliveries.add(
                    received.envelope(),
                    event,
                    new NotificationDeliveryWriter.Place(
                            broker.topicId(received.topic().topicName()), received.partition(), received.offset()));
        }
    }
}
