package io.holdfast.retention.rebuilding;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.PlanApprovalRepository;
import io.holdfast.retention.expiring.RetentionPlan;
import java.util.Set;
import java.util.UUID;

/** For tests in which no plan waits for an approval. */
public final class NoApprovals implements PlanApprovalRepository {

    @Override
    public boolean withhold(RetentionPlan plan) {
        return false;
    }

    @Override
    public boolean isKnown(DatabaseId database, UUID plan) {
        return false;
    }

    @Override
    public void approve(DatabaseId database, UUID plan) {}

    @Override
    public boolean isApproved(DatabaseId database, UUID plan) {
        return false;
    }

    @Override
    public Set<BackupId> approvedOf(DatabaseId database) {
        return Set.of();
    }
}
