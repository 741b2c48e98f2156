package io.holdfast.scheduler.kafka;

import io.holdfast.events.log.Heard;
import io.holdfast.events.log.Intake;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Writes down what the log says about backups; what it means for slots is decided later. */
@ApplicationScoped
class BackupEventsConsumer {

    private final Intake intake;
    private final WriteFacts facts;

    BackupEventsConsumer(Intake intake, WriteFacts facts) {
        this.intake = intake;
        this.facts = facts;
    }

    @Incoming("backup-events")
    @Blocking
    void hear(ConsumerRecord<byte[], byte[]> record) {
        intake.take(record, this::hear);
    }

    private void hear(Heard heard) {
        facts.write(heard.envelope().time(), heard.message());
    }
}
