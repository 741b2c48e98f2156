package io.holdfast.retention.copying;

import io.holdfast.events.BackupEvent;
import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.retention.expiring.Announcements;
import io.holdfast.retention.expiring.Backup;
import io.holdfast.retention.expiring.Books;
import io.holdfast.retention.expiring.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Pages, attempts and the outbox in memory. */
public final class MemoryBooks implements Books, Attempts, Announcements, Transactions {

    public final List<BackupEvent> said = new ArrayList<>();
    private final List<UUID> ids = new ArrayList<>();
    private final Map<BackupId, Backup> pages = new HashMap<>();
    private final Map<String, Attempt> attempts = new HashMap<>();

    @Override
    public Optional<Backup> page(BackupId backup) {
        return Optional.ofNullable(pages.get(backup));
    }

    @Override
    public List<Backup> look(List<BackupId> backups) {
        return backups.stream().map(this::page).flatMap(Optional::stream).toList();
    }

    @Override
    public void save(Backup page) {
        pages.put(page.id(), page);
    }

    @Override
    public List<Backup> keptOf(DatabaseId database) {
        return pages.values().stream()
                .filter(page -> page.database().equals(database) && page.isKept())
                .toList();
    }

    @Override
    public List<Backup> expiring() {
        return pages.values().stream().filter(Backup::isExpiring).toList();
    }

    @Override
    public Optional<Attempt> of(BackupId backup, String destination) {
        return Optional.ofNullable(attempts.get(backup + destination));
    }

    @Override
    public void save(Attempt attempt) {
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
    public List<Attempt> all() {
        return List.copyOf(attempts.values());
    }

    @Override
    public void say(UUID id, BackupEvent event) {
        if (ids.contains(id)) {
            throw new IllegalStateException("said twice with one id: " + event);
        }
        ids.add(id);
        said.add(event);
    }

    @Override
    public <T> T inOne(Supplier<T> work) {
        return work.get();
    }
}
