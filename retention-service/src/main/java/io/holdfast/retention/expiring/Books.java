package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import java.util.List;
import java.util.Optional;

/** All backups there ever were, as the log tells of them. Used within a transaction. */
public interface Books {

    /** The page, kept from others until the transaction ends, so that a hold and a deletion never pass each other. */
    Optional<Backup> page(BackupId backup);

    /** Those of the pages that exist, as they are now and without keeping them from anybody. */
    List<Backup> look(List<BackupId> backups);

    void save(Backup page);

    /** Every backup of the database of which something is stored, or still being made. */
    List<Backup> keptOf(DatabaseId database);

    /** Backups with an open intent, oldest first. */
    List<Backup> expiring();
}
