package io.holdfast.retention.kafka;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.log.Outbox;
import io.holdfast.retention.expiring.Announcements;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What retention says goes through the outbox. */
@ApplicationScoped
class OutboxAnnouncements implements Announcements {

    private final Outbox outbox;

    OutboxAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void say(UUID id, BackupEvent event) {
        outbox.add(id.toString(), event);
    }
}
