package io.holdfast.dump.kafka;

import io.holdfast.dump.postgres.OwnFacts;
import io.holdfast.events.DumpEvent;
import io.holdfast.events.log.Heard;
import io.holdfast.events.log.Intake;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads this service's own facts back, so that the log and not the catalogue is what has happened. */
@ApplicationScoped
class BackupEventsConsumer {

    private final Intake intake;
    private final OwnFacts facts;

    BackupEventsConsumer(Intake intake, OwnFacts facts) {
        this.intake = intake;
        this.facts = facts;
    }

    @Incoming("backup-events")
    @Blocking
    void hear(ConsumerRecord<byte[], byte[]> record) {
        intake.take(record, this::hear);
    }

    private void hear(Heard heard) {
        if (heard.message() instanceof DumpEvent fact) {
            facts.recall(fact, heard.envelope().time());
        }
    }
}
