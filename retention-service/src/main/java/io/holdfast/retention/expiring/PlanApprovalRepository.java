package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import java.util.Set;
import java.util.UUID;

/** Plans that wait for an operator's approval, or were approved. Call the methods in a transaction. */
public interface PlanApprovalRepository {

    /** Stores what the plan would delete. Returns false if it was stored before. */
    boolean withhold(RetentionPlan plan);

    /** Whether the plan was withheld before. */
    boolean isKnown(DatabaseId database, UUID plan);

    void approve(DatabaseId database, UUID plan);

    boolean isApproved(DatabaseId database, UUID plan);

    /** The backups of all approved plans whose content is stored. */
    Set<BackupId> approvedOf(DatabaseId database);
}
