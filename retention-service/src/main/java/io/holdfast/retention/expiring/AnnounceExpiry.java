package io.holdfast.retention.expiring;

import io.holdfast.events.BackupId;
import io.holdfast.events.CopyLocation;
import io.holdfast.events.NameBasedUuid;
import io.holdfast.events.OperatorEvent.ExpiryWithheld;
import io.holdfast.events.RetentionEvent.BackupExpiring;
import io.holdfast.retention.expiring.RetentionDecision.Expire;
import io.holdfast.retention.expiring.RetentionPlan.Entry;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Plans the expiry of a database's backups and announces the planned deletions on the event log. It deletes nothing:
 * {@link DeleteExpiredBackups} deletes a copy only after its announcement has been read back.
 */
public final class AnnounceExpiry {

    /** The result of planning for one database. */
    public sealed interface Result {
        record NothingDue() implements Result {}

        /** @param backups number of backups with announced deletions */
        record Announced(int backups) implements Result {}

        /** An operator must approve the plan first. */
        record Withheld(UUID plan, int backups) implements Result {}

        /** A problem prevents the announcement. The service plans again later. */
        record Blocked(String why) implements Result {}
    }

    private final BackupRepository repository;
    private final PlanApprovalRepository approvals;
    private final EventPublisher log;
    private final TransactionRunner transactions;
    private final TrustedClock trustedClock;
    private final SurvivingBackupCheck survivorCheck;
    private final RetentionPlanner planner = new RetentionPlanner();

    public AnnounceExpiry(
            BackupRepository repository,
            PlanApprovalRepository approvals,
            EventPublisher log,
            TransactionRunner transactions,
            TrustedClock trustedClock,
            SurvivingBackupCheck survivorCheck) {
        this.repository = repository;
        this.approvals = approvals;
        this.log = log;
        this.transactions = transactions;
        this.trustedClock = trustedClock;
        this.survivorCheck = survivorCheck;
    }

    /** Plans for one database and announces the permitted deletions. */
    public Result run(RetentionPolicy policy) {
        Instant now = trustedClock.now();
        RetentionPlan plan =
                transactions.inOne(() -> planner.plan(repository.storedOf(policy.database()), policy, now));
        if (plan.due().isEmpty()) {
            return new Result.NothingDue();
        }
        List<Entry> permitted = transactions.inOne(() -> plan.permitted(approvedOf(plan)));
        boolean isWithheld = permitted.size() < plan.due().size();
        if (isWithheld) {
            transactions.inOne(() -> withhold(plan));
        }
        Result outcome = permitted.isEmpty() ? new Result.NothingDue() : announce(permitted, now);
        return isWithheld && !(outcome instanceof Result.Blocked)
                ? new Result.Withheld(plan.id(), plan.expiring().size())
                : outcome;
    }

    private Result announce(List<Entry> permitted, Instant now) {
        Optional<String> obstacle = trustedClock.disagreement().or(() -> unsound(permitted, now));
        if (obstacle.isPresent()) {
            return new Result.Blocked(obstacle.get());
        }
        int announced = 0;
        for (Entry entry : permitted) {
            List<CopyRetentionDecision> going = possible(entry);
            if (!going.isEmpty()) {
                // One transaction per backup, so that a hold that waits for one record's lock does not wait for the
                // whole plan.
                transactions.inOne(() -> announce(entry, going, now));
                announced++;
            }
        }
        return announced == 0
                ? new Result.Blocked("no destination with expired copies is reachable")
                : new Result.Announced(announced);
    }

    /** Skips a deletion that would only wait or be withdrawn. A bucket can be unreachable for months. */
    private List<CopyRetentionDecision> possible(Entry entry) {
        return entry.due().stream()
                .filter(plan -> survivorCheck.isReachable(plan.copy().copy().ref()))
                .filter(plan -> plan.decision() instanceof Expire expire
                        && survivorCheck.absence(expire.countsOn()).isEmpty())
                .toList();
    }

    private Set<BackupId> approvedOf(RetentionPlan plan) {
        Set<BackupId> approved = new HashSet<>(approvals.approvedOf(plan.database()));
        if (approvals.isApproved(plan.database(), plan.id())) {
            plan.expiring().forEach(entry -> approved.add(entry.backup().id()));
        }
        return approved;
    }

    private boolean withhold(RetentionPlan plan) {
        int backups = plan.expiring().size();
        boolean isNew = approvals.withhold(plan);
        if (isNew) {
            String reason =
                    "the plan would delete " + backups + " of " + plan.stored() + " backups in one run, more than "
                            + RetentionPlan.COUNT + " and more than " + RetentionPlan.SHARE + " percent; review it with"
                            + " 'holdfast plan', and approve it if you agree";
            log.publish(
                    NameBasedUuid.of("withheld", plan.id().toString()),
                    new ExpiryWithheld(plan.database(), plan.id(), backups, reason));
        }
        return isNew;
    }

    /**
     * Also reads the survivors before the announcement. Otherwise a bad survivor would cause an announcement and a
     * withdrawal every day.
     */
    private Optional<String> unsound(List<Entry> permitted, Instant now) {
        Set<BackupId> countedOn = new HashSet<>();
        permitted.forEach(entry -> countedOn.addAll(entry.survivors()));
        List<BackupRecord> records = transactions.inOne(() -> repository.read(List.copyOf(countedOn)));
        return survivorCheck.objection(records, now);
    }

    private boolean announce(Entry entry, List<CopyRetentionDecision> going, Instant now) {
        BackupRecord record = repository.find(entry.backup().id()).orElseThrow();
        if (!record.equals(entry.backup())) {
            return false;
        }
        boolean isAllOfIt = going.size() == record.lasting().count();
        BackupRecord announced = record;
        for (int i = 0; i < going.size(); i++) {
            BackupExpiring intent = intent(entry, going.get(i), isAllOfIt && i == going.size() - 1, now);
            announced = announced.withIntent(DeletionIntent.announced(intent, now));
            log.publish(intent.intent(), intent);
        }
        repository.save(announced);
        return true;
    }

    private static BackupExpiring intent(Entry entry, CopyRetentionDecision going, boolean last, Instant now) {
        CopyLocation copy = going.copy().copy().ref();
        UUID id = NameBasedUuid.of("intent", entry.backup().id().toString(), copy.toString(), now.toString());
        return new BackupExpiring(
                entry.backup().id(),
                entry.backup().database(),
                id,
                copy,
                last,
                going.decision().reason(),
                entry.survivors());
    }
}
