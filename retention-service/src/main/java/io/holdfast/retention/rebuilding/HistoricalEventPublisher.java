package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupEvent;
import java.time.Instant;
import java.util.UUID;

/** Publishes events that happened in the past. Call it in a transaction. */
public interface HistoricalEventPublisher {

    /**
     * @param id derived from the fact, so that consumers drop a repeated event
     * @param at when it happened
     */
    void publish(UUID id, Instant at, BackupEvent event);
}
