package io.holdfast.retention.expiring;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Records, approvals and outbox in memory, with transactions that are rolled back after an exception. */
final class MemoryCatalogue implements BackupRepository, PlanApprovalRepository, EventPublisher, TransactionRunner {

    record OutboxRow(UUID id, BackupEvent event) {}

    private record WithheldPlan(Set<BackupId> backups, boolean approved) {}

    private Map<BackupId, BackupRecord> records = new HashMap<>();
    private Map<UUID, WithheldPlan> plans = new HashMap<>();
    private List<OutboxRow> outbox = new ArrayList<>();
    private Runnable beforeEachStep = () -> {};

    /** Called before each write and commit; may throw to simulate a crash. */
    void beforeEachStep(Runnable step) {
        beforeEachStep = step;
    }

    void forgetEverything() {
        records = new HashMap<>();
        plans = new HashMap<>();
    }

    List<OutboxRow> outbox() {
        return outbox;
    }

    Map<BackupId, BackupRecord> records() {
        return records;
    }

    BackupRecord look(BackupId id) {
        return Optional.ofNullable(records.get(id)).orElseThrow();
    }

    Set<UUID> withheld() {
        Set<UUID> waiting = new HashSet<>();
        plans.forEach((id, plan) -> {
            if (!plan.approved) {
                waiting.add(id);
            }
        });
        return waiting;
    }

    @Override
    public <T> T inOne(Supplier<T> work) {
        Map<BackupId, BackupRecord> pagesBefore = new HashMap<>(records);
        Map<UUID, WithheldPlan> plansBefore = new HashMap<>(plans);
        List<OutboxRow> outboxBefore = new ArrayList<>(outbox);
        try {
            T result = work.get();
            beforeEachStep.run();
            return result;
        } catch (RuntimeException e) {
            records = pagesBefore;
            plans = plansBefore;
            outbox = outboxBefore;
            throw e;
        }
    }

    @Override
    public Optional<BackupRecord> find(BackupId backup) {
        return Optional.ofNullable(records.get(backup));
    }

    @Override
    public List<BackupRecord> read(List<BackupId> backups) {
        return backups.stream().map(this::find).flatMap(Optional::stream).toList();
    }

    @Override
    public void save(BackupRecord record) {
        beforeEachStep.run();
        records.put(record.id(), record);
    }

    @Override
    public List<BackupRecord> storedOf(DatabaseId database) {
        return records.values().stream()
                .filter(record -> record.database().equals(database) && record.isKept())
                .toList();
    }

    @Override
    public List<BackupRecord> expiring() {
        return records.values().stream()
                .filter(BackupRecord::isExpiring)
                .sorted(BackupRecord.NEWEST_FIRST.reversed())
                .toList();
    }

    @Override
    public boolean withhold(RetentionPlan plan) {
        Set<BackupId> backups = new HashSet<>();
        plan.expiring().forEach(entry -> backups.add(entry.backup().id()));
        return plans.putIfAbsent(plan.id(), new WithheldPlan(backups, false)) == null;
    }

    @Override
    public boolean isKnown(DatabaseId database, UUID plan) {
        return plans.containsKey(plan);
    }

    @Override
    public void approve(DatabaseId database, UUID plan) {
        WithheldPlan known = plans.getOrDefault(plan, new WithheldPlan(Set.of(), false));
        plans.put(plan, new WithheldPlan(known.backups, true));
    }

    @Override
    public boolean isApproved(DatabaseId database, UUID plan) {
        WithheldPlan known = plans.get(plan);
        return known != null && known.approved;
    }

    @Override
    public Set<BackupId> approvedOf(DatabaseId database) {
        Set<BackupId> approved = new HashSet<>();
        plans.values().stream().filter(WithheldPlan::approved).forEach(plan -> approved.addAll(plan.backups));
        return approved;
    }

    @Override
    public void publish(UUID id, BackupEvent event) {
        beforeEachStep.run();
        outbox.add(new OutboxRow(id, event));
    }

    /** All records, without internal details, in a stable order. */
    List<BackupRecord> all() {
        return records.values().stream()
                .sorted(Comparator.comparing(record -> record.id().value()))
                .toList();
    }
}
