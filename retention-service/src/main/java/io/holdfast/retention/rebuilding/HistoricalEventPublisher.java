package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupEvent;
import java.time.Instant;
import java.util.UUID;

/** Says on the log what happened long ago. Used within a transaction. */
public interface HistoricalEventPublisher {

    /**
     * @param id follows from the fact, so that every reader drops what is said twice
     * @param at when it happened
     */
    void publish(UUID id, Instant at, BackupEvent event);
}
