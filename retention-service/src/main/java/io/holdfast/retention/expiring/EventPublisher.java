package io.holdfast.retention.expiring;

import io.holdfast.events.BackupEvent;
import java.util.UUID;

/** What is to be said on the log, written down in the same transaction as the state that it announces. */
public interface EventPublisher {

    /** @param id follows from the fact, so that saying it twice is saying it once */
    void publish(UUID id, BackupEvent event);
}
