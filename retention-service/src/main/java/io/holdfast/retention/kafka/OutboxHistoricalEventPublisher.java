package io.holdfast.retention.kafka;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.log.Outbox;
import io.holdfast.retention.rebuilding.HistoricalEventPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** What happened long ago goes through the outbox as well, with the time at which it happened. */
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
