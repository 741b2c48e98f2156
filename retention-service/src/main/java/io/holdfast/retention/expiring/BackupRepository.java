package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import java.util.List;
import java.util.Optional;

/** The records of all backups, derived from the event log. Call the methods in a transaction. */
public interface BackupRepository {

    /** Returns the record and locks it until the transaction ends, so that a hold and a deletion are serialized. */
    Optional<BackupRecord> find(BackupId backup);

    /** Returns the current records of these backups, as far as they exist, without locking them. */
    List<BackupRecord> read(List<BackupId> backups);

    void save(BackupRecord record);

    /** All backups of the database with a stored copy or a dump in progress. */
    List<BackupRecord> storedOf(DatabaseId database);

    /** Backups with an announced deletion, oldest first. */
    List<BackupRecord> expiring();
}
