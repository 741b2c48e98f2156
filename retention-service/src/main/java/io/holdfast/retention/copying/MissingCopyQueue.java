package io.holdfast.retention.copying;

import io.holdfast.events.BackupId;
import io.holdfast.events.DatabaseId;
import io.holdfast.retention.copying.CopyDestinationProvider.Place;
import io.holdfast.retention.expiring.BackupRecord;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.RetentionPolicies;
import io.holdfast.retention.expiring.RetentionPolicy;
import io.holdfast.retention.expiring.TransactionRunner;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The missing copies per destination, newest first. Regularly rebuilt from the backup records. */
public final class MissingCopyQueue {

    private final BackupRepository repository;
    private final TransactionRunner transactions;
    private final RetentionPolicies policies;
    private final CopyDestinationProvider copyDestinations;
    private final FindMissingCopies wanted;
    private final Clock clock;
    private volatile Map<String, List<MissingCopy>> missing = Map.of();
    private volatile List<BackupId> proven = List.of();
    private volatile Map<DatabaseId, Instant> unprotectedSince = Map.of();

    public MissingCopyQueue(
            BackupRepository repository,
            TransactionRunner transactions,
            RetentionPolicies policies,
            CopyDestinationProvider copyDestinations,
            FindMissingCopies wanted,
            Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.policies = policies;
        this.copyDestinations = copyDestinations;
        this.wanted = wanted;
        this.clock = clock;
    }

    public synchronized void refresh() {
        Instant now = clock.instant();
        Map<String, List<MissingCopy>> found = new HashMap<>();
        copyDestinations.all().forEach(place -> found.put(place.id(), new ArrayList<>()));
        List<BackupId> complete = new ArrayList<>();
        Map<DatabaseId, Instant> oldest = new HashMap<>();
        for (RetentionPolicy policy : policies.all()) {
            for (BackupRecord record : transactions.inOne(() -> repository.storedOf(policy.database()))) {
                wanted.missing(record, now)
                        .forEach(one -> found.computeIfAbsent(one.destination(), id -> new ArrayList<>())
                                .add(one));
                if (!record.isProtected() && wanted.isProven(record, now)) {
                    complete.add(record.id());
                } else if (!record.isProtected() && wanted.isToBeProtected(record)) {
                    oldest.merge(record.database(), completedAt(record), (a, b) -> a.isBefore(b) ? a : b);
                }
            }
        }
        found.replaceAll(
                (id, all) -> all.stream().sorted(MissingCopy.NEWEST_FIRST).toList());
        missing = Map.copyOf(found);
        proven = List.copyOf(complete);
        unprotectedSince = Map.copyOf(oldest);
    }

    private static Instant completedAt(BackupRecord record) {
        Instant completed = record.making().completedAt();
        return completed == null ? record.firstHeardAt() : completed;
    }

    /** Backups that have all copies, each proven, and whose protection is not published yet. */
    List<BackupId> proven() {
        return proven;
    }

    /** Since when the oldest unprotected backup of a database has waited for its copies to be made and proven. */
    public Optional<Instant> unprotectedSince(DatabaseId database) {
        return Optional.ofNullable(unprotectedSince.get(database));
    }

    /** Removes a completed copy, so that it is not tried again before the next refresh. */
    synchronized void isMade(MissingCopy made) {
        Map<String, List<MissingCopy>> rest = new HashMap<>(missing);
        rest.computeIfPresent(
                made.destination(),
                (id, all) -> all.stream()
                        .filter(one -> !one.backup().equals(made.backup()))
                        .toList());
        missing = Map.copyOf(rest);
    }

    /** As of the last refresh. */
    public List<MissingCopy> at(String destination) {
        return missing.getOrDefault(destination, List.of());
    }

    /** All destinations, nearest first. */
    public List<Place> places() {
        return copyDestinations.all();
    }
}
