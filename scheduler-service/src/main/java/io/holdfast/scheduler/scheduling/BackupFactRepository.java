package io.holdfast.scheduler.scheduling;

import io.holdfast.events.DatabaseId;
import java.time.Instant;
import java.util.UUID;

/** Where is written down what was heard on the log, within the transaction that moves the reader's position. */
public interface BackupFactRepository {

    void completed(ScheduleId schedule, CompletedBackup completion);

    /** A slot's own request was accepted, whether or not the slot itself is still known. */
    void accepted(SlotId slot);

    /** A slot was announced as missed, perhaps by a scheduler whose catalogue is lost. */
    void missed(SlotId slot);

    /**
     * A request of ours ended without a backup.
     *
     * @param at when; what was said long before the slot is no answer to the request that is made at the slot
     * @param how a clause for a person
     */
    void ended(DatabaseId database, UUID request, Instant at, String how);
}
