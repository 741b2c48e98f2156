package io.holdfast.retention.metadata;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyLocation;
import java.time.Instant;
import java.util.List;

/** What lies beside which copy, and what has changed since. Used within a transaction. */
public interface MetadataState {

    /** @param touched counts the changes, so that one that comes while the facts are written is not lost */
    record Due(BackupId backup, long touched) {}

    /** Backups of which something was heard since their facts were written, the longest waiting first. */
    List<Due> due(Instant now, int most);

    boolean isWritten(BackupId backup, CopyLocation copy, String digest);

    void written(BackupId backup, CopyLocation copy, String digest);

    /** Everything heard so far is written. */
    void done(Due due);

    /** Not everything could be written; tried again then. */
    void later(Due due, Instant at);
}
