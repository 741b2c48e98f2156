package io.holdfast.retention.http;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.PlanApprovalRepository;
import io.holdfast.retention.expiring.RetentionPlan;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import io.holdfast.retention.expiring.RetentionPlanner;
import io.holdfast.retention.expiring.RetentionPolicies;
import io.holdfast.retention.expiring.RetentionPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The plans as of now, from the same planner that starts deletions. */
@ApplicationScoped
class PlanPreview {

    private final BackupRepository repository;
    private final PlanApprovalRepository approvals;
    private final RetentionPolicies policies;
    private final RetentionPlanner planner;
    private final Clock clock;

    PlanPreview(
            BackupRepository repository,
            PlanApprovalRepository approvals,
            RetentionPolicies policies,
            RetentionPlanner planner,
            Clock clock) {
        this.repository = repository;
        this.approvals = approvals;
        this.policies = policies;
        this.planner = planner;
        this.clock = clock;
    }

    List<RetentionPlan> all() {
        return policies.all().stream().map(this::plan).toList();
    }

    List<RetentionPlan> of(DatabaseId database) {
        return policies.of(database).map(this::plan).stream().toList();
    }

    Optional<RetentionPolicy> policyOf(DatabaseId database) {
        return policies.of(database);
    }

    private RetentionPlan plan(RetentionPolicy policy) {
        return planner.plan(repository.storedOf(policy.database()), policy, clock.instant());
    }

    /** Whether a part of the plan waits for an approval. */
    boolean isWithheld(RetentionPlan plan) {
        if (!plan.exceedsLimit() || approvals.isApproved(plan.database(), plan.id())) {
            return false;
        }
        return !plan.permitted(approvals.approvedOf(plan.database())).containsAll(plan.expiring());
    }

    /** The plan entries of these backups, for those with a stored copy or a dump in progress. */
    Map<BackupId, Entry> entries(Collection<BackupRecord> backups) {
        Set<DatabaseId> databases = new HashSet<>();
        backups.forEach(backup -> databases.add(backup.database()));
        Map<BackupId, Entry> entries = new HashMap<>();
        databases.stream()
                .flatMap(database -> of(database).stream())
                .flatMap(plan -> plan.entries().stream())
                .forEach(entry -> entries.put(entry.backup().id(), entry));
        return entries;
    }
}
