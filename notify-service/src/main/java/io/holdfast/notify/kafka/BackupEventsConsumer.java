package io.holdfast.notify.kafka;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.log.Broker;
import io.holdfast.events.log.Heard;
import io.holdfast.events.log.Intake;
import io.holdfast.notify.postgres.Deliveries;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Writes down, for every sink that wants an event, that it is to be sent. */
@ApplicationScoped
class BackupEventsConsumer {

    private final Intake intake;
    private final Broker broker;
    private final Deliveries deliveries;

    BackupEventsConsumer(Intake intake, Broker broker, Deliveries deliveries) {
        this.intake = intake;
        this.broker = broker;
        this.deliveries = deliveries;
    }

    @Incoming("backup-events")
    @Blocking
    void hear(ConsumerRecord<byte[], byte[]> record) {
        intake.take(record, this::hear);
    }

    private void hear(Heard heard) {
        if (heard.message() instanceof BackupEvent event) {
            deliveries.writeDown(
                    heard.envelope(),
                    event,
                    new Deliveries.Place(broker.topicId(heard.topic().topicName()), heard.partition(), heard.offset()));
        }
    }
}
