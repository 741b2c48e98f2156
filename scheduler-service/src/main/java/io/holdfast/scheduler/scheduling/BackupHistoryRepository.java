package io.holdfast.scheduler.scheduling;

import io.holdfast.events.DatabaseId;
import java.time.Instant;
import java.util.UUID;

/** Stores facts from the event log, in the transaction that also stores the consumer's position. */
public interface BackupHistoryRepository {

    void completed(ScheduleId schedule, CompletedBackup completion);

    /** The request of a slot was accepted. The slot may be absent from the ledger. */
    void accepted(ScheduledSlotId slot);

    /** A slot was reported as missed, possibly by a scheduler whose catalog was lost. */
    void missed(ScheduledSlotId slot);

    /**
     * A request of the scheduler ended without a backup.
     *
     * @param at time of the event; an event from long before the slot does not belong to the request of this slot
     * @param how a clause for operators
     */
    void ended(DatabaseId database, UUID request, Instant at, String how);
}
