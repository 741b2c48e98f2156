package io.holdfast.retention.metadata;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyLocation;
import java.time.Instant;
import java.util.List;

/** Stores the state of the facts files: which are current and which must be written. Call the methods in a transaction. */
public interface MetadataWriteQueue {

    /** @param touched number of changes so far, so that a change that arrives during the writing is not lost */
    record Due(BackupId backup, long touched) {}

    /** Backups with events since their facts were written, longest waiting first. */
    List<Due> due(Instant now, int most);

    boolean isWritten(BackupId backup, CopyLocation copy, String digest);

    void written(BackupId backup, CopyLocation copy, String digest);

    /** All changes so far are written. */
    void done(Due due);

    /** Some files could not be written and are tried again at this time. */
    void later(Due due, Instant at);
}
