package io.holdfast.retention.copying;

import io.holdfast.events.BackupId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The running attempts and those that failed. Call the methods in a transaction that has locked the backup's record.
 */
public interface CopyTaskRepository {

    Optional<CopyTask> of(BackupId backup, String destination);

    void save(CopyTask attempt);

    void forget(BackupId backup, String destination);

    /** Whether any worker copies to the destination. Locks the answer until the transaction ends. */
    boolean isBusy(String destination, Instant now);

    /** All running and failed attempts. Requires no locked record. */
    List<CopyTask> all();
}
