package io.holdfast.retention.kafka;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.log.Outbox;
import io.holdfast.retention.rebuilding.HistoricalEventPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Publishes past events through the outbox, with the time at which they happened. */
@ApplicationScoped
class OutboxHistoricalEventPublisher implements HistoricalEventPublisher {

    private final Outbox outbox;

    OutboxHistoricalEventPublisher(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void publish(UUID id, Instant at, BackupEvent event) {
        outbox.add(id.toString(), at, event);
    }
}
