package io.holdfast.retention.copying;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.EventPublisher;
import io.holdfast.retention.expiring.TransactionRunner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Records, attempts and the outbox in memory. */
public final class MemoryCopyRepository
        implements BackupRepository, CopyTaskRepository, EventPublisher, TransactionRunner {

    public final List<BackupEvent> published = new ArrayList<>();
    private final List<UUID> ids = new ArrayList<>();
    private final Map<BackupId, BackupRecord> records = new HashMap<>();
    private final Map<String, CopyTask> attempts = new HashMap<>();

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
        return records.values().stream().filter(BackupRecord::isExpiring).toList();
    }

    @Override
    public Optional<CopyTask> of(BackupId backup, String destination) {
        return Optional.ofNullable(attempts.get(backup + destination));
    }

    @Override
    public void save(CopyTask attempt) {
        attempts.put(attempt.backup() + attempt.destination(), attempt);
    }

    @Override
    public void forget(BackupId backup, String destination) {
        attempts.remove(backup + destination);
    }

    @Override
    public boolean isBusy(String destination, Instant now) {
        return attempts.values().stream()
                .anyMatch(attempt -> attempt.destination().equals(destination) && attempt.isBusy(now));
    }

    @Override
    public List<CopyTask> all() {
        return List.copyOf(attempts.values());
    }

    @Override
    public void publish(UUID id, BackupEvent event) {
        if (ids.contains(id)) {
            throw new IllegalStateException("published twice with one id: " + event);
        }
        ids.add(id);
        published.add(event);
    }

    @Override
    public <T> T inOne(Supplier<T> work) {
        return work.get();
    }
}
