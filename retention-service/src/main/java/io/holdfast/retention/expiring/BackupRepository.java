package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import java.util.List;
import java.util.Optional;

/** All backups there ever were, as the log tells of them. Used within a transaction. */
public interface BackupRepository {

    /** The page, kept from others until the transaction ends, so that a hold and a deletion never pass each other. */
    Optional<BackupRecord> find(BackupId backup);

    /** Those of the pages that exist, as they are now and without keeping them from anybody. */
    List<BackupRecord> read(List<BackupId> backups);

    void save(BackupRecord page);

    /** Every backup of the database of which something is stored, or still being made. */
    List<BackupRecord> storedOf(DatabaseId database);

    /** Backups with an open intent, oldest first. */
    List<BackupRecord> expiring();
}
