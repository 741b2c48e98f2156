package io.holdfast.retention.copying;

import io.holdfast.events.BackupId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is being copied, and what was tried in vain. Used within a transaction that holds the backup's page. */
public interface CopyTaskRepository {

    Optional<CopyTask> of(BackupId backup, String destination);

    void save(CopyTask attempt);

    void forget(BackupId backup, String destination);

    /** Whether anybody is copying to the destination; keeps the answer true until the transaction ends. */
    boolean isBusy(String destination, Instant now);

    /** Everything that was tried and has not succeeded, or is being tried; needs no page. */
    List<CopyTask> all();
}
