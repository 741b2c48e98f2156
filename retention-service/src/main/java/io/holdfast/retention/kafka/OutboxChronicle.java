package io.holdfast.retention.kafka;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.log.Outbox;
import io.holdfast.retention.rebuilding.Chronicle;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** What happened long ago goes through the outbox as well, with the time at which it happened. */
@ApplicationScoped
class OutboxChronicle implements Chronicle {

    private final Outbox outbox;

    OutboxChronicle(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void say(UUID id, Instant at, BackupEvent event) {
        outbox.add(id.toString(), at, event);
    }
}
