package io.holdfast.retention.expiring;

import io.holdfast.events.BackupEvent;
import java.util.UUID;

/** Publishes events, in the same transaction as the state change that they announce. */
public interface EventPublisher {

    /** @param id derived from the fact, so that consumers drop a repeated event */
    void publish(UUID id, BackupEvent event);
}
