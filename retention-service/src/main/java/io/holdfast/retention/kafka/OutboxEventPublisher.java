package io.holdfast.retention.kafka;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.log.Outbox;
import io.holdfast.retention.expiring.EventPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Publishes retention's events through the outbox. */
@ApplicationScoped
class OutboxEventPublisher implements EventPublisher {

    private final Outbox outbox;

    OutboxEventPublisher(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void publish(UUID id, BackupEvent event) {
        outbox.add(id.toString(), event);
    }
}
