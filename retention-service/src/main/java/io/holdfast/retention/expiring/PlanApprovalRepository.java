package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import java.util.Set;
import java.util.UUID;

/** Plans that wait, or waited, for a person. Used within a transaction. */
public interface PlanApprovalRepository {

    /** Remembers what the plan would delete. Returns false where it was remembered before. */
    boolean withhold(RetentionPlan plan);

    /** Whether the plan was withheld before. */
    boolean isKnown(DatabaseId database, UUID plan);

    void approve(DatabaseId database, UUID plan);

    boolean isApproved(DatabaseId database, UUID plan);

    /** The backups of all approved plans whose contents are remembered. */
    Set<BackupId> approvedOf(DatabaseId database);
}
